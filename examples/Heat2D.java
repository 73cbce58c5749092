import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import javax.imageio.ImageIO;
import org.tutti.*;

/**
 * Heat spreads on a square plate: the upper edge is hot, the others are cold, and two spots within
 * are warm at first. Each rank of a Cartesian communicator has a block of the plate, and before
 * each step it exchanges the edge of its block with the four ranks around it.
 *
 * <p>{@code ./tutti run -n 4 examples/Heat2D.java [--size N] [--steps N] [--persistent] [--check]
 * [--picture FILE.png]}
 *
 * <p>Usually the edges travel by sendRecv; with --persistent by sends and receives that are made
 * once and started in each step. Rows lie in one piece, columns are a derived datatype. With
 * --check rank 0 computes the whole plate alone as well, and compares: there is no bit that
 * differs. --picture writes what the plate looks like in the end.
 */
static final double HOT = 100;

static final double WARM = 60;
static final double SHARE = 0.24;

/** What the command line says. */
record Options(int size, int steps, boolean persistent, boolean check, String picture) {
    static Options of(String... args) {
        int size = 256;
        int steps = 500;
        boolean persistent = false;
        boolean check = false;
        String picture = "";
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--size" -> size = Integer.parseInt(args[++i]);
                case "--steps" -> steps = Integer.parseInt(args[++i]);
                case "--persistent" -> persistent = true;
                case "--check" -> check = true;
                case "--picture" -> picture = args[++i];
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        return new Options(size, steps, persistent, check, picture);
    }
}

void main(String[] args) throws IOException {
    Options options = Options.of(args);
    try (Communicator world = Tutti.init(args)) {
        int[] dims = CartesianTopology.createDims(world.size(), 0, 0);
        CartesianTopology grid = CartesianTopology.of(dims, false, false);
        try (Communicator plate = world.cartesian(grid)) {
            Block block = Block.of(grid, plate.rank(), options.size());
            plate.barrier();
            double start = Tutti.wtime();
            spread(plate, grid, block, options);
            double seconds = plate.reduce(Tutti.wtime() - start, Op.MAX, 0);
            double[] all = gather(plate, grid, block, options.size());
            if (plate.rank() == 0) {
                report(all, options);
                IO.println("time      %.3f s, ranks: %d x %d".formatted(seconds, dims[0], dims[1]));
            }
        }
    }
}

/** A part of the plate, with one more cell at each side: the neighbor's, or the plate's edge. */
static final class Block {
    final int top;
    final int left;
    final int height;
    final int width;
    double[] now;
    double[] next;

    Block(int size, int top, int bottom, int left, int right) {
        this.top = top;
        this.left = left;
        this.height = bottom - top;
        this.width = right - left;
        now = new double[(height + 2) * stride()];
        for (int row = -1; row <= height; row++) {
            for (int column = -1; column <= width; column++) {
                now[at(row, column)] = initial(size, top + row, left + column);
            }
        }
        next = now.clone();
    }

    /** Returns the block of a rank; the plate is cut as evenly as its cells can be. */
    static Block of(CartesianTopology grid, int rank, int size) {
        int[] place = grid.coords(rank);
        int[] dims = grid.dims();
        return new Block(
                size,
                size * place[0] / dims[0],
                size * (place[0] + 1) / dims[0],
                size * place[1] / dims[1],
                size * (place[1] + 1) / dims[1]);
    }

    int stride() {
        return width + 2;
    }

    int at(int row, int column) {
        return (row + 1) * stride() + column + 1;
    }

    static double initial(int size, int row, int column) {
        if (row < 0) {
            return HOT;
        }
        boolean within = row < size && column >= 0 && column < size;
        boolean upper = Math.hypot(row - size * 0.45, column - size * 0.3) < size * 0.1;
        boolean lower = Math.hypot(row - size * 0.7, column - size * 0.65) < size * 0.15;
        return within && (upper || lower) ? WARM : 0;
    }

    /** One step: each cell gives a share of what it has to each of its neighbors. */
    void step() {
        for (int row = 0; row < height; row++) {
            for (int i = at(row, 0), end = at(row, width); i < end; i++) {
                double around = now[i - stride()] + now[i + stride()] + now[i - 1] + now[i + 1];
                next[i] = now[i] + SHARE * (around - 4 * now[i]);
            }
        }
        double[] before = now;
        now = next;
        next = before;
    }

    /** Returns the cells that are sent in a direction, or received from it: the outermost ones. */
    MemorySegment edge(double[] cells, int dimension, boolean up, boolean outside) {
        int last = dimension == 0 ? height : width;
        int line = up ? (outside ? last : last - 1) : (outside ? -1 : 0);
        int first = dimension == 0 ? at(line, 0) : at(0, line);
        return MemorySegment.ofArray(cells).asSlice(8L * first);
    }

    /** Returns what such an edge is: a row, or a column. */
    Datatype edgeType(int dimension) {
        return dimension == 0
                ? Datatype.contiguous(width, Datatype.DOUBLE)
                : Datatype.vector(height, 1, stride(), Datatype.DOUBLE);
    }
}

void spread(Communicator plate, CartesianTopology grid, Block block, Options options) {
    // the two arrays of a block take turns, so each has requests of its own
    PersistentRequest[] even =
            options.persistent() ? requests(plate, grid, block, block.now) : null;
    PersistentRequest[] odd =
            options.persistent() ? requests(plate, grid, block, block.next) : null;
    for (int step = 0; step < options.steps(); step++) {
        if (options.persistent()) {
            PersistentRequest[] edges = step % 2 == 0 ? even : odd;
            PersistentRequest.startAll(edges);
            Request.waitAll(edges);
        } else {
            exchange(plate, grid, block);
        }
        block.step();
    }
}

/** In each direction a rank sends its outermost cells, and receives those behind the other side. */
void exchange(Communicator plate, CartesianTopology grid, Block block) {
    for (int dimension = 0; dimension < 2; dimension++) {
        Datatype edge = block.edgeType(dimension);
        for (boolean up : new boolean[] {false, true}) {
            CartesianTopology.Shift shift = grid.shift(plate.rank(), dimension, up ? 1 : -1);
            MemorySegment sent = block.edge(block.now, dimension, up, false);
            MemorySegment received = block.edge(block.now, dimension, !up, true);
            plate.sendRecv(
                    sent, 1, edge, shift.destination(), 0, received, 1, edge, shift.source(), 0);
        }
    }
}

/** The same as requests, which are made once. */
PersistentRequest[] requests(
        Communicator plate, CartesianTopology grid, Block block, double[] cells) {
    List<PersistentRequest> requests = new ArrayList<>();
    for (int dimension = 0; dimension < 2; dimension++) {
        Datatype edge = block.edgeType(dimension);
        for (boolean up : new boolean[] {false, true}) {
            CartesianTopology.Shift shift = grid.shift(plate.rank(), dimension, up ? 1 : -1);
            MemorySegment received = block.edge(cells, dimension, !up, true);
            MemorySegment sent = block.edge(cells, dimension, up, false);
            requests.add(plate.recvInit(received, 1, edge, shift.source(), 0));
            requests.add(plate.sendInit(sent, 1, edge, shift.destination(), 0));
        }
    }
    return requests.toArray(PersistentRequest[]::new);
}

/** Returns the whole plate at rank 0: each block is received where it belongs. */
double[] gather(Communicator plate, CartesianTopology grid, Block block, int size) {
    int[] blockSizes = {block.height + 2, block.stride()};
    int[] inner = {block.height, block.width};
    Datatype cells = Datatype.subarray(blockSizes, inner, new int[] {1, 1}, true, Datatype.DOUBLE);
    Request send = plate.isend(MemorySegment.ofArray(block.now), 1, cells, 0, 1);
    double[] all = new double[plate.rank() == 0 ? size * size : 0];
    for (int rank = 0; plate.rank() == 0 && rank < plate.size(); rank++) {
        Block part = Block.of(grid, rank, size);
        int[] sizes = {size, size};
        int[] shape = {part.height, part.width};
        int[] starts = {part.top, part.left};
        Datatype place = Datatype.subarray(sizes, shape, starts, true, Datatype.DOUBLE);
        plate.recv(MemorySegment.ofArray(all), 1, place, rank, 1);
    }
    send.waitFor();
    return all;
}

void report(double[] all, Options options) throws IOException {
    int size = options.size();
    CRC32C digest = new CRC32C();
    digest.update(
            MemorySegment.ofArray(
                            Arrays.stream(all).mapToLong(Double::doubleToRawLongBits).toArray())
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    IO.println("plate     %d x %d, %d steps".formatted(size, size, options.steps()));
    IO.println("heat      %.6f on average".formatted(Arrays.stream(all).average().orElse(0)));
    IO.println("digest    %08x".formatted(digest.getValue()));
    if (options.check()) {
        Block alone = new Block(size, 0, size, 0, size);
        for (int step = 0; step < options.steps(); step++) {
            alone.step();
        }
        int differ = 0;
        for (int i = 0; i < all.length; i++) {
            double expected = alone.now[alone.at(i / size, i % size)];
            differ += Double.compare(all[i], expected) == 0 ? 0 : 1;
        }
        IO.println("check     %d cells differ from those of one rank".formatted(differ));
    }
    if (!options.picture().isEmpty()) {
        ImageIO.write(picture(all, size), "png", new File(options.picture()));
        IO.println("picture   " + options.picture());
    }
}

/** Returns the plate from black (cold) over red and yellow to white (hot). */
BufferedImage picture(double[] all, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < all.length; i++) {
        double heat = 3 * all[i] / HOT;
        int red = (int) (255 * Math.clamp(heat, 0, 1));
        int green = (int) (255 * Math.clamp(heat - 1, 0, 1));
        int blue = (int) (255 * Math.clamp(heat - 2, 0, 1));
        image.setRGB(i % size, i / size, red << 16 | green << 8 | blue);
    }
    return image;
}
