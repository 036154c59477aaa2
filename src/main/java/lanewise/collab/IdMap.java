package lanewise.collab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for ids, from 1 in the order of first appearance; 0 is for what is unknown. */
final class IdMap {

    static final int UNKNOWN = 0;

    private final List<String> ids;
    private final Map<String, Integer> numbers;

    private IdMap(List<String> ids, Map<String, Integer> numbers) {
        this.ids = ids;
        this.numbers = numbers;
    }

    static IdMap empty() {
        return new IdMap(new ArrayList<>(), new HashMap<>());
    }

    /**
     * @throws IllegalArgumentException if an id appears twice
     */
    static IdMap of(List<String> ids, String what) {
        IdMap map = empty();
        for (String id : ids) {
            if (map.number(id) != UNKNOWN) {
                throw new IllegalArgumentException("the " + what + " " + id + " is listed twice");
            }
            map.add(id);
        }
        return map;
    }

    /** The number of an id, a new one at its first appearance. */
    int add(String id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        ids.add(id);
        numbers.put(id, ids.size());
        return ids.size();
    }

    /** The number of an id, 0 if it has none. */
    int number(@Nullable String id) {
        Integer known = numbers.get(id);
        return known == null ? UNKNOWN : known;
    }

    /** The id of a number from 1. */
    String id(int number) {
        return ids.get(number - 1);
    }

    /** How many ids there are, the unknown not counted. */
    int size() {
        return ids.size();
    }

    List<String> ids() {
        return ids;
    }
}
