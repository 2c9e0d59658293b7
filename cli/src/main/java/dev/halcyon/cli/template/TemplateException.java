package dev.halcyon.cli.template;

/** A template cannot be applied; the message is for its author. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }
}
