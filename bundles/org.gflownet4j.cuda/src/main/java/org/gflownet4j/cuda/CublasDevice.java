package org.gflownet4j.cuda;

import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_N;
import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_T;
import static org.bytedeco.cuda.global.cublas.cublasCreate_v2;
import static org.bytedeco.cuda.global.cublas.cublasDestroy_v2;
import static org.bytedeco.cuda.global.cublas.cublasGetStatusString;
import static org.bytedeco.cuda.global.cublas.cublasSgemm_v2;
import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceProperties;
import static org.bytedeco.cuda.global.cudart.cudaGetErrorString;
import static org.bytedeco.cuda.global.cudart.cudaMalloc;
import static org.bytedeco.cuda.global.cudart.cudaMemcpy;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToHost;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyHostToDevice;
import static org.bytedeco.cuda.global.cudart.cudaSetDevice;

import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.gflownet4j.compute.DeviceException;
import org.gflownet4j.nd4j.NativeLibraries;

/** The first NVIDIA GPU, through the CUDA runtime and cuBLAS. */
final class CublasDevice implements Device<FloatPointer> {

    private static final int DEVICE = 0;

    private final String name;
    private final cublasContext handle = new cublasContext();
    private final FloatPointer zero = new FloatPointer(new float[]{0});
    private final FloatPointer one = new FloatPointer(new float[]{1});
    /** Copies go through native memory, as CUDA can not see Java's. */
    private FloatPointer staging = new FloatPointer(1L);

    private CublasDevice() {
        requireCuda(cudaSetDevice(DEVICE));
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            requireCuda(cudaGetDeviceProperties(properties, DEVICE));
            name = properties.name().getString();
        }
        requireCublas(cublasCreate_v2(handle));
    }

    /**
     * Opens the device.
     *
     * @return the device
     * @throws DeviceException if it can not be used
     */
    static CublasDevice open() {
        final String platform = Loader.getPlatform();
        final String library = platform.startsWith("windows") ? "jnicublas.dll" : "libjnicublas.so";
        if (cublas.class.getResource("/org/bytedeco/cuda/" + platform + "/" + library) == null) {
            throw notUsed("this build of GFlowNet4J has no GPU libraries for " + platform);
        }
        try {
            NativeLibraries.load(cublas.class);
            NativeLibraries.load(cudart.class);
        } catch (final UnsatisfiedLinkError e) {
            throw notUsed("CUDA 12 or the driver of the GPU is not installed (" + e.getMessage() + ")");
        }
        final int[] count = {0};
        final int status = cudaGetDeviceCount(count);
        if (status != 0 || count[0] == 0) {
            throw notUsed("there is none that CUDA can use"
                    + (status == 0 ? "" : " (" + cudaGetErrorString(status).getString() + ")"));
        }
        return new CublasDevice();
    }

    private static DeviceException notUsed(final String reason) {
        return new DeviceException("The GPU was not used: " + reason + ".");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FloatPointer allocate(final int floats) {
        requireCuda(cudaSetDevice(DEVICE));
        final FloatPointer memory = new FloatPointer();
        requireCuda(cudaMalloc(memory, bytes(floats)));
        return memory;
    }

    @Override
    public void free(final FloatPointer memory) {
        cudaSetDevice(DEVICE);
        cudaFree(memory);
        memory.setNull();
    }

    @Override
    public void upload(final float[] from, final int at, final int count, final FloatPointer to) {
        requireCuda(cudaSetDevice(DEVICE));
        stage(count);
        staging.put(from, at, count);
        requireCuda(cudaMemcpy(to, staging, bytes(count), cudaMemcpyHostToDevice));
    }

    @Override
    public void download(final FloatPointer from, final float[] to, final int at, final int count) {
        requireCuda(cudaSetDevice(DEVICE));
        stage(count);
        requireCuda(cudaMemcpy(staging, from, bytes(count), cudaMemcpyDeviceToHost));
        staging.get(to, at, count);
    }

    @Override
    public void multiply(final boolean transposeA, final boolean transposeB, final int m, final int n, final int k,
            final FloatPointer a, final int lda, final FloatPointer b, final int ldb, final float beta,
            final FloatPointer c, final int ldc) {
        requireCuda(cudaSetDevice(DEVICE));
        requireCublas(cublasSgemm_v2(handle, transposeA ? CUBLAS_OP_T : CUBLAS_OP_N,
                transposeB ? CUBLAS_OP_T : CUBLAS_OP_N, m, n, k, one, a, lda, b, ldb, beta == 0 ? zero : one, c, ldc));
    }

    @Override
    public void close() {
        cudaSetDevice(DEVICE);
        cublasDestroy_v2(handle);
        staging.close();
        zero.close();
        one.close();
    }

    private void stage(final int count) {
        if (staging.capacity() < count) {
            staging.close();
            staging = new FloatPointer((long) count);
        }
    }

    private static long bytes(final int floats) {
        return (long) Float.BYTES * floats;
    }

    private static void requireCuda(final int status) {
        if (status != 0) {
            fail(cudaGetErrorString(status).getString());
        }
    }

    private static void requireCublas(final int status) {
        if (status != 0) {
            fail(cublasGetStatusString(status).getString());
        }
    }

    private static void fail(final String problem) {
        throw new DeviceException("The GPU failed: " + problem + ". Compute on the CPU instead.");
    }
}
