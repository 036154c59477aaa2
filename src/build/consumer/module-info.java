/** A user's module: it names the library and, through it, its public packages only. */
module consumer {
    requires lanewise;
}
