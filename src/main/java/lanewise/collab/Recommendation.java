package lanewise.collab;

/**
 * An item for a user.
 *
 * @param item its id
 * @param title its title; the id if it has none
 * @param rating the predicted rating
 */
public record Recommendation(String item, String title, float rating) {}
