package lanewise.kernel;

/** One implementation of every family of kernels that has twins. */
record KernelFamilies(
        MatrixKernels matrix,
        MapKernels map,
        ElementKernels element,
        ColumnKernels column,
        ReduceKernels reduce,
        RowKernels rows,
        UpdateKernels update,
        GateKernels gates) {

    /** The twins that run everywhere. */
    static KernelFamilies scalar() {
        return new KernelFamilies(
                new ScalarMatrixKernels(),
                new ScalarMapKernels(),
                new ScalarElementKernels(),
                new ScalarColumnKernels(),
                new ScalarReduceKernels(),
                new ScalarRowKernels(),
                new ScalarUpdateKernels(),
                new ScalarGateKernels());
    }
}
