package lanewise.collab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import lanewise.plot.ScatterPlot;
import lanewise.tensor.Tensor;
import lanewise.train.PrincipalComponents;

/** The factors of items, to be looked at: which items they are, and the matrix with a row for each. */
public final class ItemFactors {

    /**
     * Which item a row belongs to.
     *
     * @param item its id
     * @param title its title; the id if it has none
     * @param ratings how many ratings it has
     */
    public record Item(String item, String title, int ratings) {}

    private final List<Item> items;
    private final float[][] rows;

    ItemFactors(List<Item> items, float[][] rows) {
        this.items = List.copyOf(items);
        this.rows = rows;
    }

    /** The items, in the order of the rows. */
    public List<Item> items() {
        return items;
    }

    /** The factors, [items, factors]. */
    public Tensor matrix() {
        return Tensor.of(rows);
    }

    /** The {@code count} items with the most ratings, most rated first. */
    public ItemFactors mostRated(int count) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> -items.get(i).ratings()));
        int kept = Math.min(count, order.size());
        List<Item> chosen = new ArrayList<>();
        float[][] chosenRows = new float[kept][];
        for (int i = 0; i < kept; i++) {
            chosen.add(items.get(order.get(i)));
            chosenRows[i] = rows[order.get(i)];
        }
        return new ItemFactors(chosen, chosenRows);
    }

    /** The items in the plane of the two largest components of their factors; a hundred or so are enough. */
    public ScatterPlot map() {
        List<String> titles = new ArrayList<>();
        for (Item item : items) {
            titles.add(item.title());
        }
        return PrincipalComponents.map("Factors of the most rated items", titles, Arrays.asList(rows));
    }

    /**
     * The principal components of the factors over the items, as the course takes them: the factors are the samples and
     * the items the features, so that a component gives each item a score. Each component has length 1, and the sign that
     * makes its largest score in size positive.
     *
     * @param components how many, at most the number of factors
     * @return [components, items], the component of the largest variance first
     */
    public Tensor pca(int components) {
        return Tensor.of(PrincipalComponents.ofColumns(rows, components));
    }
}
