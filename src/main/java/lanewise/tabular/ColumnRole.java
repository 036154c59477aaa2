package lanewise.tabular;

/**
 * The role of a column.
 *
 * @param reason why it has it: half a sentence for people
 */
public record ColumnRole(String column, Role role, String reason) {}
