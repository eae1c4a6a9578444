package org.gflownet4j.nd4j;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.Method;

/**
 * Into what parts a product is cut. OpenBLAS has kernels for processors with AVX-512 that read small matrices as they are,
 * where larger ones are rearranged first. They are up to 2.6 times as fast for the few rows of a step of a walk, and a fifth
 * faster for the gradient of a batch, in parts of 48 × 64 × 256; on other processors, parts only cost calls.
 *
 * @param rows of the result
 * @param columns of the result
 * @param depth summands of each element
 */
record Tiles(int rows, int columns, int depth) {

    /** One part. */
    static final Tiles WHOLE = new Tiles(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Tiles SMALL = new Tiles(48, 64, 256);
    private static final int AVX_512 = 3;

    /**
     * Those for this machine: always the same ones, since sums depend on it in the last bit.
     *
     * @return small parts, if the virtual machine found AVX-512
     */
    static Tiles ofThisMachine() {
        return vectorLevel() >= AVX_512 ? SMALL : WHOLE;
    }

    /** What the virtual machine calls UseAVX; 0 where there is no such thing. */
    private static int vectorLevel() {
        try {
            // by name: the package is the virtual machine's own, and need not be there
            final Class<? extends PlatformManagedObject> diagnostic = ClassLoader.getPlatformClassLoader()
                    .loadClass("com.sun.management.HotSpotDiagnosticMXBean").asSubclass(PlatformManagedObject.class);
            final Method option = diagnostic.getMethod("getVMOption", String.class);
            final Object found = option.invoke(ManagementFactory.getPlatformMXBean(diagnostic), "UseAVX");
            return Integer.parseInt((String) found.getClass().getMethod("getValue").invoke(found));
        } catch (final ReflectiveOperationException | RuntimeException e) {
            // another virtual machine or another kind of processor
            return 0;
        }
    }
}
