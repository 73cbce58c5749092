import java.lang.foreign.*;
import java.nio.*;
import org.tutti.*;

/**
 * All ranks add up a million numbers which lie where the others can read them, so that nothing is
 * copied for that. Three ranks print:
 *
 * <pre>
 * rank 0: from 3.0 to 30.0
 * rank 1: from 3.0 to 30.0
 * rank 2: from 3.0 to 30.0
 * </pre>
 */
void main(String[] args) {
    int count = 1_000_000;
    try (Communicator world = Tutti.init(args)) {
        MemorySegment memory = world.allocate(Datatype.FLOAT, count);
        FloatBuffer numbers = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int i = 0; i < count; i++) {
            numbers.put(i, world.rank() + i % 10);
        }
        world.allreduce(memory, count, Datatype.FLOAT, Op.SUM);
        IO.println(
                "rank "
                        + world.rank()
                        + ": from "
                        + numbers.get(0)
                        + " to "
                        + numbers.get(count - 1));
        world.free(memory);
    }
}
