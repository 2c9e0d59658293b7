package dev.halcyon.engine.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Collects the tokens of one column of an extent, group after group. */
public final class TokenFilterBuilder implements LongConsumer {

    /** Positions are counted by an int, and so are the bytes of a filter. */
    private static final long LARGEST = Integer.MAX_VALUE / Byte.SIZE;

    private final int expectedGroups;
    private final long maximumBytes;
    private final List<long[]> groups = new ArrayList<>();
    private final HashSet64 current = new HashSet64();
    private int mostTokens;
    private boolean tooLarge;

    /**
     * A builder.
     *
     * @param expectedGroups so many groups will come
     * @param maximumBytes a filter that would be larger is not made
     */
    public TokenFilterBuilder(int expectedGroups, long maximumBytes) {
        this.expectedGroups = expectedGroups;
        this.maximumBytes = Math.min(maximumBytes, LARGEST);
    }

    /** Adds a token to the current group. */
    @Override
    public void accept(long hash) {
        // Not only at the end of a group: rows of many tokens would fill the heap before.
        if (!tooLarge && current.add(hash) && current.size() > mostTokens) {
            mostTokens = current.size();
            if (TokenFilter.bytes(Math.max(expectedGroups, groups.size() + 1), mostTokens) > maximumBytes) {
                tooLarge = true;
                groups.clear();
                current.clear();
            }
        }
    }

    /** Ends the current group; the next tokens are of the next one. */
    public void endGroup() {
        groups.add(current.values());
        current.clear();
    }

    /** False when going on is in vain because the filter is too large already. */
    public boolean isUseful() {
        return !tooLarge;
    }

    /** Groups ended so far. */
    public int groupCount() {
        return groups.size();
    }

    /** The filter; empty when it would be too large or there is no group. */
    public Optional<TokenFilter> build() {
        if (tooLarge || groups.isEmpty()) {
            return Optional.empty();
        }
        TokenFilter filter = new TokenFilter(groups.size(), TokenFilter.positions(mostTokens));
        for (int group = 0; group < groups.size(); group++) {
            for (long hash : groups.get(group)) {
                filter.add(group, hash);
            }
        }
        return Optional.of(filter);
    }

    /** A set of hashes by open addressing; zero, which marks a free place, is kept apart. */
    private static final class HashSet64 {

        private static final int FIRST_CAPACITY = 1 << 12;

        private long[] places = new long[FIRST_CAPACITY];
        private int size;
        private boolean zero;

        /** False when it was there. */
        boolean add(long hash) {
            if (hash == 0) {
                boolean added = !zero;
                zero = true;
                return added;
            }
            int mask = places.length - 1;
            int place = (int) hash & mask;
            while (places[place] != 0) {
                if (places[place] == hash) {
                    return false;
                }
                place = (place + 1) & mask;
            }
            places[place] = hash;
            size++;
            if (size > places.length / 2) {
                grow();
            }
            return true;
        }

        private void grow() {
            long[] old = places;
            places = new long[old.length * 2];
            int mask = places.length - 1;
            for (long hash : old) {
                if (hash != 0) {
                    int place = (int) hash & mask;
                    while (places[place] != 0) {
                        place = (place + 1) & mask;
                    }
                    places[place] = hash;
                }
            }
        }

        int size() {
            return size + (zero ? 1 : 0);
        }

        long[] values() {
            long[] values = new long[size()];
            int next = 0;
            for (long hash : places) {
                if (hash != 0) {
                    values[next++] = hash;
                }
            }
            return values;
        }

        void clear() {
            places = new long[FIRST_CAPACITY];
            size = 0;
            zero = false;
        }
    }
}
