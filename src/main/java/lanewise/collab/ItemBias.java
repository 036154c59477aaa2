package lanewise.collab;

/**
 * How much better or worse an item is rated than its factors explain.
 *
 * @param item its id
 * @param title its title; the id if it has none
 * @param bias its bias, before the sigmoid
 * @param ratings how many ratings it has
 */
public record ItemBias(String item, String title, float bias, int ratings) {}
