package dev.halcyon.learn.boosting;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that can still be split, largest gain first: a binary heap.
 *
 * <p>Not {@link java.util.PriorityQueue}, because which of two equal gains comes first decides which node is split when
 * the leaves run out, and its order among equals is unspecified. Here an element sinks to the bottom before it rises
 * again, as in Python's {@code heapq}.
 */
final class OpenNodes {
    private final List<Entry> heap = new ArrayList<>();

    private record Entry(GrowingNode node, double gain) {}

    int size() {
        return heap.size();
    }

    boolean isEmpty() {
        return heap.isEmpty();
    }

    void add(GrowingNode node, double gain) {
        heap.add(new Entry(node, gain));
        rise(0, heap.size() - 1);
    }

    /** Takes the node with the largest gain out. */
    GrowingNode remove() {
        Entry last = heap.removeLast();
        if (heap.isEmpty()) {
            return last.node();
        }
        GrowingNode first = heap.getFirst().node();
        heap.set(0, last);
        sink();
        return first;
    }

    private void rise(int top, int from) {
        Entry entry = heap.get(from);
        int position = from;
        while (position > top) {
            int parent = (position - 1) >> 1;
            if (!(entry.gain() > heap.get(parent).gain())) {
                break;
            }
            heap.set(position, heap.get(parent));
            position = parent;
        }
        heap.set(position, entry);
    }

    private void sink() {
        Entry entry = heap.getFirst();
        int position = 0;
        int child = 1;
        while (child < heap.size()) {
            int sibling = child + 1;
            if (sibling < heap.size()
                    && !(heap.get(child).gain() > heap.get(sibling).gain())) {
                child = sibling;
            }
            heap.set(position, heap.get(child));
            position = child;
            child = 2 * position + 1;
        }
        heap.set(position, entry);
        rise(0, position);
    }
}
