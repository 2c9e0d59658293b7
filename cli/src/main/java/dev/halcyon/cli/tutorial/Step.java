package dev.halcyon.cli.tutorial;

/** The tutorial's steps, in order. */
public enum Step {
    WORKSPACE(1, "Workspace"),
    INGEST(2, "Ingest"),
    QUERY(3, "Query"),
    TRAIN(4, "Train"),
    SCORE(5, "Score"),
    SEND(6, "Send"),
    REPORT(7, "Report");

    private final int number;
    private final String title;

    Step(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** One word. */
    public String title() {
        return title;
    }

    /** From 1. */
    public int number() {
        return number;
    }
}
