package dev.halcyon.learn.file;

import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.CategorySet;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.TreeNode;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a tree is written: a list of nodes, each of a {@code kind}. */
final class TreeFormat {
    private static final String LEAF = "leaf";
    private static final String NUMBER = "number";
    private static final String CATEGORY = "category";
    private static final String MISSING = "missing";
    private static final int LARGEST_NODE_COUNT = 2 * BoostingOptions.LARGEST_LEAF_COUNT;

    private TreeFormat() {}

    static void write(RegressionTree tree, ArrayNode target) {
        for (TreeNode node : tree.nodes()) {
            ObjectNode written = target.addObject();
            switch (node) {
                case TreeNode.Leaf leaf -> {
                    written.put("kind", LEAF);
                    written.put("value", leaf.value());
                }
                case TreeNode.NumericSplit split -> {
                    written.put("kind", NUMBER);
                    written.put("threshold", split.threshold());
                    written.put("missingLeft", split.missingLeft());
                    writeSplit(split, written);
                }
                case TreeNode.CategorySplit split -> {
                    written.put("kind", CATEGORY);
                    ArrayNode categories = written.putArray("leftCategories");
                    for (int code : split.leftCategories().codes()) {
                        categories.add(code);
                    }
                    written.put("missingLeft", split.missingLeft());
                    writeSplit(split, written);
                }
                case TreeNode.MissingSplit split -> {
                    written.put("kind", MISSING);
                    writeSplit(split, written);
                }
            }
            written.put("rows", node.rows());
        }
    }

    private static void writeSplit(TreeNode.Split split, ObjectNode target) {
        target.put("feature", split.feature());
        target.put("left", split.left());
        target.put("right", split.right());
    }

    static RegressionTree read(JsonField field) throws JsonField.Problem {
        List<TreeNode> nodes = field.list(LARGEST_NODE_COUNT, TreeFormat::readNode);
        return field.build(place -> new RegressionTree(nodes));
    }

    private static TreeNode readNode(JsonField field) throws JsonField.Problem {
        String kind = field.get("kind").text();
        int rows = field.get("rows").integer(0, Integer.MAX_VALUE);
        return switch (kind) {
            case LEAF -> {
                field.requireNames(Set.of("kind", "rows", "value"));
                yield new TreeNode.Leaf(rows, field.get("value").number());
            }
            case NUMBER -> {
                field.requireNames(Set.of("kind", "rows", "feature", "threshold", "missingLeft", "left", "right"));
                yield new TreeNode.NumericSplit(
                        rows,
                        feature(field),
                        field.get("threshold").number(),
                        field.get("missingLeft").truth(),
                        child(field, "left"),
                        child(field, "right"));
            }
            case CATEGORY -> {
                field.requireNames(Set.of("kind", "rows", "feature", "leftCategories", "missingLeft", "left", "right"));
                List<Integer> categories = field.get("leftCategories")
                        .list(CategorySet.CAPACITY, code -> code.integer(0, CategorySet.CAPACITY - 1));
                yield new TreeNode.CategorySplit(
                        rows,
                        feature(field),
                        CategorySet.of(
                                categories.stream().mapToInt(Integer::intValue).toArray()),
                        field.get("missingLeft").truth(),
                        child(field, "left"),
                        child(field, "right"));
            }
            case MISSING -> {
                field.requireNames(Set.of("kind", "rows", "feature", "left", "right"));
                yield new TreeNode.MissingSplit(rows, feature(field), child(field, "left"), child(field, "right"));
            }
            default -> throw field.problem("%s is no kind of node".formatted(kind));
        };
    }

    private static int feature(JsonField field) throws JsonField.Problem {
        return field.get("feature").integer(0, Integer.MAX_VALUE);
    }

    private static int child(JsonField field, String side) throws JsonField.Problem {
        return field.get(side).integer(1, LARGEST_NODE_COUNT);
    }
}
