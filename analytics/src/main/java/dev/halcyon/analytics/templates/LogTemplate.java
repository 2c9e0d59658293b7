package dev.halcyon.analytics.templates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** What a printing statement said, as far as its lines tell. */
public final class LogTemplate {

    private static final int ID_BYTES = 8;

    private final String text;
    private final List<MaskedForm> forms = new ArrayList<>();
    private final List<Placeholder> parameters = new ArrayList<>();
    private final boolean[] varying;
    private final int[] firstParameter;
    private final long count;
    private final String sample;

    LogTemplate(String signed, List<Cluster> clusters) {
        this.text = readable(signed);
        Cluster first = clusters.getFirst();
        this.varying = new boolean[first.length()];
        this.firstParameter = new int[first.length()];
        for (int place = 0; place < varying.length; place++) {
            varying[place] = first.token(place) < 0;
        }
        int place = -1;
        for (int index = 0; index < signed.length(); index++) {
            char c = signed.charAt(index);
            if (c == LineScanner.SPACED || c == LineScanner.JOINED) {
                firstParameter[++place] = parameters.size();
            } else if (Placeholder.isSign(c)) {
                parameters.add(Placeholder.of(c));
            }
        }
        clusters.forEach(cluster -> forms.addAll(cluster.forms()));
        this.count = forms.stream().mapToLong(MaskedForm::count).sum();
        this.sample = Collections.min(forms.stream().map(MaskedForm::sample).toList());
    }

    /** A cluster's tokens with their spacing and the signs of their placeholders. */
    static String signed(Cluster cluster, Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < cluster.length(); place++) {
            text.append(cluster.spaced(place) ? LineScanner.SPACED : LineScanner.JOINED);
            text.append(vocabulary.text(cluster.token(place)));
        }
        return text.toString();
    }

    private static String readable(String signed) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < signed.length(); index++) {
            char c = signed.charAt(index);
            switch (c) {
                case LineScanner.SPACED -> text.append(index == 0 ? "" : " ");
                case LineScanner.JOINED -> {}
                case LineScanner.INNER_SPACE -> text.append(' ');
                default -> text.append(Placeholder.isSign(c) ? Placeholder.of(c).text() : c);
            }
        }
        return text.toString();
    }

    void number(int number) {
        forms.forEach(form -> form.assign(number));
    }

    /** The constant text with placeholders. */
    public String text() {
        return text;
    }

    /** The same for the same text, everywhere and always: the first bytes of its SHA-256, in hexadecimal. */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** How many lines. */
    public long count() {
        return count;
    }

    /** One of the lines, the least. */
    public String sample() {
        return sample;
    }

    /** The placeholders, from left to right. */
    public List<Placeholder> parameters() {
        return List.copyOf(parameters);
    }

    /** The forms of its lines. */
    List<MaskedForm> forms() {
        return forms;
    }

    boolean hasVaryingTokens() {
        return parameters.contains(Placeholder.ANY);
    }

    boolean varies(int place) {
        return varying[place];
    }

    int firstParameter(int place) {
        return firstParameter[place];
    }
}
