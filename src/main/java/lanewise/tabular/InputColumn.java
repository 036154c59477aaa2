package lanewise.tabular;

import lanewise.data.ColumnType;

/**
 * A column that a model reads.
 *
 * @param type what the table held that it was fitted on
 */
record InputColumn(String name, ColumnType type) {}
