package lanewise

import lanewise.collab.CollabData
import lanewise.collab.CollabLearner
import lanewise.collab.DotBias
import lanewise.data.Split
import lanewise.data.Table
import lanewise.tensor.Rng
import lanewise.tensor.Tensor
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The library as Kotlin sees it: operators on tensors, a table from a list of data classes, a learner. */
class KotlinTest {

    private data class Rating(val user: String, val item: String, val stars: Float)

    @Test
    fun arithmeticIsWrittenWithOperators() {
        val a = Tensor.of(floatArrayOf(2f, 4f, 6f, 8f), 2, 2)
        val b = Tensor.of(floatArrayOf(1f, 2f, 3f, 4f), 2, 2)
        assertArrayEquals(floatArrayOf(3f, 6f, 9f, 12f), (a + b).toArray())
        assertArrayEquals(floatArrayOf(1f, 2f, 3f, 4f), (a - b).toArray())
        assertArrayEquals(floatArrayOf(2f, 8f, 18f, 32f), (a * b).toArray())
        assertArrayEquals(floatArrayOf(2f, 2f, 2f, 2f), (a / b).toArray())
        assertArrayEquals(floatArrayOf(2f, 3f, 4f, 5f), ((a + 2f) * 3f / 6f - 0f).toArray())
    }

    @Test
    fun equalSeedsGiveEqualNumbers() {
        val first = Rng.of(42)
        val second = Rng.of(42)
        repeat(100) { assertEquals(first.nextFloat(), second.nextFloat(), "seed 42, number $it") }
    }

    @Test
    fun aLearnerTrainsOnDataClasses() {
        val learner = CollabLearner.of(data(), DotBias.factors(8).range(1f, 5f), 42)
        val history = learner.fitOneCycle(5, 2e-2f)
        // Guessing the mean of all ratings leaves their variance, 2/3.
        assertTrue(history.last().validLoss() < 0.3) { history.toString() }
        assertTrue(learner.predict("u2", "i0") > learner.predict("u2", "i1"))
        assertEquals(3, learner.recommend("u2", 3, true).size)
    }

    /** A third of the users like the even items best, a third the odd ones, the others like all the same. */
    private fun data(): CollabData {
        val ratings = (0 until 60).flatMap { user ->
            (0 until 40).map { item ->
                val taste = (user % 3 - 1) * (if (item % 2 == 0) 1 else -1)
                Rating("u$user", "i$item", 3f + taste)
            }
        }
        val table = Table.from(ratings)
            .category("user", Rating::user)
            .category("item", Rating::item)
            .number("rating", Rating::stars)
            .build()
        return CollabData.of(table, "user", "item", "rating").split(Split.random(0.2f, 42)).batchSize(32)
    }
}
