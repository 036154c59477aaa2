package lanewise.collab;

/**
 * An item and how much alike it is.
 *
 * @param item its id
 * @param title its title; the id if it has none
 * @param cosine the cosine of the angle between the factors, from -1 to 1
 */
public record SimilarItem(String item, String title, float cosine) {}
