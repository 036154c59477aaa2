package lanewise.collab;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.Rng;

/** Titles of films that were never made. */
final class FilmTitles {

    private static final String[] FIRST = words("""
            Silent Crimson Hollow Golden Broken Distant Burning Hidden Winter Paper Velvet Iron Restless
            Final Electric Forgotten Midnight Gentle Savage Borrowed Second Frozen Scarlet Wandering Glass
            Northern Bitter Secret Thirsty Polite Lonely Impossible Copper Sleeping Reckless Perfect
            Drowned Invisible Crooked Patient Emerald Furious Tender Stolen Infinite Quiet Painted Last""");

    private static final String[] SECOND = words("""
            Harbour Orchard Detective Horizon Empire Letter Garden Station Promise Engine Island Witness
            Summer Bridge Mirror Kingdom Waltz Robot Lighthouse Thief Mountain Carnival Stranger Voyage
            Library Comet Neighbour Duel River Astronaut Piano Alibi Desert Ghost Wedding Frontier Sonata
            Tower Gambler Railway Dinner Forest Verdict Balloon Captain Shadow Festival Winner""");

    /** How many titles there are. */
    static final int COUNT = FIRST.length * SECOND.length;

    private FilmTitles() {}

    private static String[] words(String text) {
        return text.split("\\s+", -1);
    }

    /** So many titles, all different, in random order. */
    static List<String> draw(int count, Rng rng) {
        int[] order = rng.permutation(COUNT);
        List<String> titles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            titles.add("The " + FIRST[order[i] / SECOND.length] + " " + SECOND[order[i] % SECOND.length]);
        }
        return titles;
    }
}
