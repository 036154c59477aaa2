/**
 * Tables and how they are split. A {@link lanewise.data.Table} is an immutable set of named columns, each one primitive
 * array: numbers, categories, dates or text, with missing values kept as missing. It comes from a CSV file
 * ({@link lanewise.data.Csv}), from a list through method references ({@link lanewise.data.TableBuilder}) or from columns
 * made by hand. A {@link lanewise.data.Split} says which rows train and which validate.
 *
 * <p>Whatever is wrong with the data is told by a {@link lanewise.data.DataException} that names the place and what would
 * be right.
 */
@NullMarked
package lanewise.data;

import org.jspecify.annotations.NullMarked;
