package lanewise.kernel;

/** Runs one kernel of a twin on a sample and checks what it gave. */
interface KernelCase {

    void check(KernelFamilies twin, Sample sample);
}
