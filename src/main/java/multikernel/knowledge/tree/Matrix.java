package multikernel.knowledge.tree;

import java.util.List;
import multikernel.base.CoreId;

/**
 * Costs that were measured, for cores 0 to {@code packages.size()} - 1.
 *
 * @param packages of each core
 * @param rows a row for each sender, in it a cost for each receiver; what stands for a core and itself is not used
 */
public record Matrix(Unit unit, List<Integer> packages, List<List<Cost>> rows) implements Costs {

    public Matrix {
        packages = List.copyOf(packages);
        rows = rows.stream().map(List::copyOf).toList();
        int cores = packages.size();
        if (rows.size() != cores || rows.stream().anyMatch(row -> row.size() != cores)) {
            throw new IllegalArgumentException("costs of " + cores + " cores are a square of as many");
        }
    }

    @Override
    public Cost of(CoreId from, CoreId to) {
        return rows.get(from.index()).get(to.index());
    }

    @Override
    public int packageOf(CoreId core) {
        return packages.get(core.index());
    }
}
