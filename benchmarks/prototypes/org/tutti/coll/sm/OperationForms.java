package org.tutti.coll.sm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;
import org.tutti.memory.WaitStrategy;
import org.tutti.runtime.Job;
import org.tutti.runtime.Settings;
import org.tutti.segment.Lane;
import org.tutti.segment.Signature;
import org.tutti.spi.Progress;

/**
 * Measures the ways in which one text of an operation can serve blocking and nonblocking calls, side by side:
 *
 * <ul>
 *   <li>step: the operation is an object that is stepped until it is done (what Tutti does);
 *   <li>straight: a method that loops at each wait, for blocking calls only (the bound that step has to reach);
 *   <li>thread: the straight method on a thread of its own, which takes one operation after the other;
 *   <li>virtual: the straight method on a virtual thread per operation.
 * </ul>
 *
 * Two rank processes, given by TUTTI_JOB, TUTTI_RANK and TUTTI_SIZE. Rounds are short and interleaved over the forms; a
 * figure is the median over rounds of the slower rank's mean.
 */
final class OperationForms {
    private static final int ROUNDS = 400;
    private static final int REHEARSALS = 100;

    private final Lane lane;
    private final WaitStrategy strategy;
    private final ReduceKernel sum = ReduceKernel.of(Operator.SUM, ElementType.FLOAT);
    private final SmCollectives table;
    private final FragmentedAllreduce large;
    private final InlineAllreduce small;
    private final StraightInlineAllreduce straight;
    private float[] send = new float[0];
    private float[] recv = new float[0];
    private float[] work = new float[4096];

    private OperationForms(Lane lane) {
        this.lane = lane;
        this.strategy = new WaitStrategy(WaitStrategy.Mode.DEDICATED, true, Progress.NONE);
        this.table = new SmCollectives(lane);
        this.large = new FragmentedAllreduce(lane, new SmDecision(lane.geometry()));
        this.small = new InlineAllreduce(lane);
        this.straight = new StraightInlineAllreduce();
    }

    public static void main(String[] args) throws InterruptedException {
        Job job = Job.join(Settings.ofProcess());
        OperationForms forms = new OperationForms(job.lane());
        forms.measureLatency();
        forms.measureOverlap();
        forms.table.close(() -> false);
        job.leave(true);
    }

    /** Straight-line text of the inline allreduce, with a loop at each wait. */
    private final class StraightInlineAllreduce extends Reduction {
        StraightInlineAllreduce() {
            super(OperationForms.this.lane);
        }

        void run(float[] from, float[] to, int elements) {
            start(Signature.Kind.ALLREDUCE, sum, from, 0, to, 0, elements, Signature.NO_ROOT);
            strategy.begin();
            while (!lane.unitFree()) {
                strategy.pause(lane);
            }
            member.putInline(sequence, 0, type, send, sendOffset, count);
            lane.arriveAndExpectAll();
            while (!lane.allArrived()) {
                strategy.pause(lane);
            }
            foldAll();
            lane.complete(0);
        }

        @Override
        public boolean step() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object elements(int peer, int from, Object scratch, int elements) {
            if (peer == rank) {
                return ownElements(from, scratch, elements);
            }
            team.getInline(peer, sequence, 0, type, scratch, 0, elements);
            return scratch;
        }
    }

    private interface Form {
        void run(int times) throws InterruptedException;
    }

    private void measureLatency() throws InterruptedException {
        send = new float[2];
        recv = new float[2];
        Worker worker = new Worker();
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("step", times -> {
            for (int i = 0; i < times; i++) {
                table.allreduce(sum, send, 0, recv, 0, 2);
            }
        });
        forms.put("straight", times -> {
            for (int i = 0; i < times; i++) {
                straight.run(send, recv, 2);
            }
        });
        forms.put("thread", times -> {
            for (int i = 0; i < times / 20; i++) {
                worker.submit(() -> straight.run(send, recv, 2));
                worker.await();
            }
        });
        forms.put("virtual", times -> {
            for (int i = 0; i < times / 20; i++) {
                Thread.ofVirtual().start(() -> straight.run(send, recv, 2)).join();
            }
        });
        print("allreduce of 8 bytes, ns", measure(forms, 400, Map.of("thread", 20, "virtual", 20)));
        worker.stop();
    }

    /** An allreduce of 1 MiB while the caller computes for about as long as it takes. */
    private void measureOverlap() throws InterruptedException {
        send = new float[1 << 18];
        recv = new float[1 << 18];
        Worker worker = new Worker();
        Runnable blocking = () -> table.allreduce(sum, send, 0, recv, 0, send.length);
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("communication alone", times -> blocking.run());
        forms.put("computation alone", times -> compute(640, null));
        forms.put("one after the other", times -> {
            blocking.run();
            compute(640, null);
        });
        forms.put("step, stepped by the computation", times -> {
            large.start(Signature.Kind.ALLREDUCE, sum, send, 0, recv, 0, send.length, Signature.NO_ROOT);
            compute(640, large);
        });
        forms.put("thread", times -> {
            worker.submit(blocking);
            compute(640, null);
            worker.await();
        });
        forms.put("virtual", times -> {
            Thread thread = Thread.ofVirtual().start(blocking);
            compute(640, null);
            thread.join();
        });
        print("allreduce of 1 MiB and a computation, ns", measure(forms, 1, Map.of()));
        worker.stop();
    }

    private void compute(int parts, FragmentedAllreduce operation) {
        boolean done = operation == null;
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < work.length; i++) {
                work[i] = work[i] * 0.999f + 1;
            }
            done = done || operation.step();
        }
        if (!done) {
            lane.run(operation);
        }
    }

    private Map<String, double[]> measure(Map<String, Form> forms, int times, Map<String, Integer> divisors)
            throws InterruptedException {
        List<String> names = new ArrayList<>(forms.keySet());
        Map<String, double[]> nanos = new LinkedHashMap<>();
        names.forEach(name -> nanos.put(name, new double[ROUNDS]));
        for (int round = -REHEARSALS; round < ROUNDS; round++) {
            for (String name : names) {
                table.barrier();
                long start = System.nanoTime();
                forms.get(name).run(times);
                double mean = (System.nanoTime() - start) * divisors.getOrDefault(name, 1) / (double) times;
                double[] slowest = {mean};
                table.allreduce(ReduceKernel.of(Operator.MAX, ElementType.DOUBLE), slowest, 0, slowest, 0, 1);
                if (round >= 0) {
                    nanos.get(name)[round] = slowest[0];
                }
            }
        }
        return nanos;
    }

    private void print(String title, Map<String, double[]> nanos) {
        if (lane.rank() != 0) {
            return;
        }
        System.out.println(title);
        nanos.forEach((name, values) -> {
            Arrays.sort(values);
            System.out.printf(
                    "  %-34s p10 %9.0f  p50 %9.0f  p90 %9.0f%n",
                    name, values[ROUNDS / 10], values[ROUNDS / 2], values[ROUNDS * 9 / 10]);
        });
    }

    /** A thread that runs one task after the other, handed over through a field; it spins for a while, then parks. */
    private static final class Worker {
        private final AtomicReference<Runnable> task = new AtomicReference<>();
        private final Thread thread = Thread.ofPlatform().daemon().start(this::loop);
        private volatile boolean stopped;

        void submit(Runnable newTask) {
            task.set(newTask);
            LockSupport.unpark(thread);
        }

        void await() {
            while (task.get() != null) {
                Thread.yield();
            }
        }

        void stop() {
            stopped = true;
            LockSupport.unpark(thread);
        }

        private void loop() {
            while (!stopped) {
                Runnable next = task.get();
                if (next == null) {
                    LockSupport.park();
                } else {
                    next.run();
                    task.set(null);
                }
            }
        }
    }
}
