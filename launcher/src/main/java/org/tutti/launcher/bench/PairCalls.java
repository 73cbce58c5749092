package org.tutti.launcher.bench;

import java.lang.foreign.MemorySegment;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.Request;

/** What a rank calls for messages to and from its partner, by what the elements are in. */
interface PairCalls {
    /** The tag of messages that are measured. */
    int DATA = 1;
    /** The tag of the answer to a window, a float. */
    int ANSWER = 2;

    void send();

    void recv();

    Request isend();

    Request irecv();

    void sendAnswer();

    void recvAnswer();

    /** With arrays of floats. */
    final class OfFloats implements PairCalls {
        private final Communicator world;
        private final int partner;
        private final float[] from;
        private final float[] to;
        private final float[] answer = new float[1];

        OfFloats(Communicator world, int partner, float[] from, float[] to) {
            this.world = world;
            this.partner = partner;
            this.from = from;
            this.to = to;
        }

        @Override
        public void send() {
            world.send(from, partner, DATA);
        }

        @Override
        public void recv() {
            world.recv(to, partner, DATA);
        }

        @Override
        public Request isend() {
            return world.isend(from, partner, DATA);
        }

        @Override
        public Request irecv() {
            return world.irecv(to, partner, DATA);
        }

        @Override
        public void sendAnswer() {
            world.send(answer, partner, ANSWER);
        }

        @Override
        public void recvAnswer() {
            world.recv(answer, partner, ANSWER);
        }
    }

    /** With memory segments. */
    final class OfSegments implements PairCalls {
        private final Communicator world;
        private final int partner;
        private final MemorySegment from;
        private final MemorySegment to;
        private final int count;
        private final Datatype type;
        private final MemorySegment answer =
                Elements.segment(ElementKind.FLOAT, 1).segment();

        OfSegments(Communicator world, int partner, MemorySegment from, MemorySegment to, Cell cell) {
            this.world = world;
            this.partner = partner;
            this.from = from;
            this.to = to;
            this.count = cell.count();
            this.type = cell.kind().datatype();
        }

        @Override
        public void send() {
            world.send(from, count, type, partner, DATA);
        }

        @Override
        public void recv() {
            world.recv(to, count, type, partner, DATA);
        }

        @Override
        public Request isend() {
            return world.isend(from, count, type, partner, DATA);
        }

        @Override
        public Request irecv() {
            return world.irecv(to, count, type, partner, DATA);
        }

        @Override
        public void sendAnswer() {
            world.send(answer, 1, Datatype.FLOAT, partner, ANSWER);
        }

        @Override
        public void recvAnswer() {
            world.recv(answer, 1, Datatype.FLOAT, partner, ANSWER);
        }
    }
}
