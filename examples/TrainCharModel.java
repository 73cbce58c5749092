import org.tutti.*;

// Trains a small neural language model on all ranks together, by data-parallel gradient descent:
//
//     ./tutti run -n 4 examples/TrainCharModel.java [--steps N]
//
// Every rank holds the whole model. In each step a rank computes the gradient over its share of the
// batch, an allreduce sums the gradients of all ranks, and every rank makes the same update. The
// sum is the same on all ranks, to the bit. So the weights stay the same too, and a digest of them
// proves it at the end.
//
// The model guesses a character from the 8 before it. A table gives each of these an embedding, one
// hidden layer (ReLU) reads all 8 embeddings, and a softmax over all known characters is the guess.
// It learns from what every JDK has: the licence texts of its modules. A tenth of them is held out.
// There it has to do better than the unigram model, which knows how frequent each character is.

static final int CONTEXT = 8;
static final int EMBEDDING = 16;
static final int HIDDEN = 128;
static final int BATCH = 512;
static final float LEARNING_RATE = 0.01f;
static final int DEFAULT_STEPS = 1500;
static final int LEAST_TEXT = 50_000;
static final Path TEXTS = Path.of(System.getProperty("java.home"), "legal");

void main(String[] args) throws IOException {
    try (Communicator world = Tutti.init(args)) {
        if (args.length > 0 && !String.join(" ", args).matches("--steps [1-9]\\d{0,6}")) {
            giveUp(world, "usage: TrainCharModel [--steps N], where N is at least 1");
        }
        int steps = args.length == 0 ? DEFAULT_STEPS : Integer.parseInt(args[1]);
        byte[] text = shared(world, world.rank() == 0 ? readTexts() : new byte[0]);
        if (text.length < LEAST_TEXT) {
            giveUp(
                    world,
                    "%s has %,d bytes of licence texts, and at least %,d are needed"
                            .formatted(TEXTS, text.length, LEAST_TEXT));
        }
        train(world, new Corpus(text), steps);
    }
}

/** Ends all ranks, as all have met the same problem; rank 0 says which. */
void giveUp(Communicator world, String problem) {
    if (world.rank() == 0) {
        System.err.println(problem);
    }
    world.close();
    System.exit(1);
}

/** The files below the legal folder, each text once: many modules come with the same few. */
byte[] readTexts() throws IOException {
    if (!Files.isDirectory(TEXTS)) {
        return new byte[0];
    }
    Set<ByteBuffer> seen = new HashSet<>();
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    try (Stream<Path> paths = Files.walk(TEXTS, FileVisitOption.FOLLOW_LINKS)) {
        for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
            byte[] text = Files.readAllBytes(path);
            if (seen.add(ByteBuffer.wrap(text))) {
                texts.write(text);
            }
        }
    }
    return texts.toByteArray();
}

/** Gives rank 0's bytes to all ranks. */
byte[] shared(Communicator world, byte[] bytes) {
    int length = world.bcast(bytes.length, 0);
    byte[] all = world.rank() == 0 ? bytes : new byte[length];
    world.bcast(all, 0);
    return all;
}

void train(Communicator world, Corpus corpus, int steps) {
    Model model = new Model(corpus, BATCH / world.size() + 1);
    if (world.rank() == 0) {
        model.drawWeights(new SplittableRandom(1));
    }
    world.bcast(model.weights, 0);

    Adam adam = new Adam(model.weights.length);
    Progress progress = new Progress(world.rank() == 0, steps);
    progress.loss = heldOutLoss(world, model, corpus.heldOutSample);
    SplittableRandom random = new SplittableRandom(2); // draws the same batches on all ranks
    int[] batch = new int[BATCH];
    int begin = shareBegin(world.rank(), world.size(), BATCH);
    int end = shareBegin(world.rank() + 1, world.size(), BATCH);
    for (int step = 1; step <= steps; step++) {
        for (int i = 0; i < BATCH; i++) {
            batch[i] = corpus.training[random.nextInt(corpus.training.length)];
        }
        long start = System.nanoTime();
        model.computeGradient(batch, begin, end);
        long computed = System.nanoTime();
        world.allreduce(model.gradient, Op.SUM);
        long summed = System.nanoTime();
        adam.update(model.weights, model.gradient, 1 - (step - 1f) / steps);
        progress.stepDone(System.nanoTime() - start, summed - computed);
        if (progress.passes(10)) {
            int[] positions = step < steps ? corpus.heldOutSample : corpus.heldOut;
            progress.loss = heldOutLoss(world, model, positions);
        }
        progress.show();
    }
    report(world, model, corpus.unigramLoss(), progress);
}

/** Where a rank's share of n examples begins; it ends where the next rank's begins. */
static int shareBegin(int rank, int size, int n) {
    return (int) ((long) n * rank / size);
}

/** The mean loss at these positions, in bits; each rank computes its share of them. */
double heldOutLoss(Communicator world, Model model, int[] positions) {
    int begin = shareBegin(world.rank(), world.size(), positions.length);
    int end = shareBegin(world.rank() + 1, world.size(), positions.length);
    double sum = world.allreduce(model.loss(positions, begin, end), Op.SUM);
    return sum / positions.length / Math.log(2);
}

void report(Communicator world, Model model, double unigram, Progress progress) {
    double share = world.allreduce(progress.allreduceShare(), Op.SUM) / world.size();
    long digest = digest(model.weights);
    if (world.allreduce(digest, Op.MIN) != world.allreduce(digest, Op.MAX)) {
        giveUp(world, "the ranks hold different weights: digest %016x".formatted(digest));
    }
    if (world.rank() == 0) {
        System.out.printf("held-out loss   %.3f bits per character%n", progress.loss);
        System.out.printf("unigram model   %.3f bits per character%n", unigram);
        System.out.printf("difference      %.3f bits per character%n", unigram - progress.loss);
        System.out.printf("speed           %,d characters/s%n", progress.charactersPerSecond());
        System.out.printf("allreduce       %.1f %% of the time%n", 100 * share);
        System.out.printf("weights digest  %016x%n", digest);
        System.out.printf("all %d ranks hold the same weights%n", world.size());
    }
    if (!(progress.loss < unigram)) {
        giveUp(world, "the model has not become better than the unigram model");
    }
}

/** 64-bit FNV-1a over the numbers' bits, 32 at a time. */
static long digest(float[] numbers) {
    long hash = 0xcbf29ce484222325L;
    for (float number : numbers) {
        hash = (hash ^ Float.floatToRawIntBits(number)) * 0x100000001b3L;
    }
    return hash;
}

/** The text as numbers from 0 to vocabulary - 1, and which positions in it are for what. */
static final class Corpus {
    final int[] text;
    final int vocabulary;
    final int[] training;
    final int[] heldOut;
    final int[] heldOutSample;

    Corpus(byte[] bytes) {
        String characters = new String(bytes, StandardCharsets.ISO_8859_1);
        int[] known = characters.chars().distinct().sorted().toArray();
        vocabulary = known.length;
        text = characters.chars().map(c -> Arrays.binarySearch(known, c)).toArray();
        IntPredicate isHeldOut = p -> p / 1000 % 10 == 9; // the last of every ten blocks
        training = positions(isHeldOut.negate());
        heldOut = positions(isHeldOut);
        heldOutSample = positions(p -> isHeldOut.test(p) && p % 8 == 0);
    }

    private int[] positions(IntPredicate chosen) {
        return IntStream.range(CONTEXT, text.length).filter(chosen).toArray();
    }

    /** The held-out loss, in bits, of guessing by how frequent each character is elsewhere. */
    double unigramLoss() {
        double[] counts = new double[vocabulary];
        Arrays.fill(counts, 1);
        for (int position : training) {
            counts[text[position]]++;
        }
        double total = training.length + vocabulary;
        double sum = 0;
        for (int position : heldOut) {
            sum += Math.log(total / counts[text[position]]);
        }
        return sum / heldOut.length / Math.log(2);
    }
}

/** The network. All its weights are one array, and so is their gradient: for allreduce and Adam. */
static final class Model {
    final int[] text;
    final float[][] embedding;
    final float[][] embeddingGradient;
    final Layer hidden;
    final Layer output;
    final float[][] guesses;
    final float[][] weightRows;
    final float[][] gradientRows;
    final float[] weights;
    final float[] gradient;

    /** A model that computes up to capacity examples at a time. */
    Model(Corpus corpus, int capacity) {
        text = corpus.text;
        embedding = new float[corpus.vocabulary][EMBEDDING];
        embeddingGradient = new float[corpus.vocabulary][EMBEDDING];
        hidden = new Layer(CONTEXT * EMBEDDING, HIDDEN, capacity);
        output = new Layer(HIDDEN, corpus.vocabulary, capacity);
        guesses = new float[capacity][corpus.vocabulary];
        weightRows = concat(embedding, hidden.weights, output.weights);
        gradientRows = concat(embeddingGradient, hidden.gradient, output.gradient);
        weights = new float[Stream.of(weightRows).mapToInt(row -> row.length).sum()];
        gradient = new float[weights.length];
    }

    static float[][] concat(float[][]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(float[][]::new);
    }

    void drawWeights(SplittableRandom random) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian(0, 0.1);
        }
    }

    /** Computes the gradient of the summed loss at some of the positions. */
    void computeGradient(int[] positions, int begin, int end) {
        int n = end - begin;
        guess(positions, begin, n);
        for (int i = 0; i < n; i++) {
            guesses[i][text[positions[begin + i]]] -= 1; // the guess becomes its error
        }
        output.backward(guesses, n);
        for (int i = 0; i < n; i++) {
            keepWherePositive(output.inErrors[i], output.in[i]);
        }
        hidden.backward(output.inErrors, n);
        for (float[] row : embeddingGradient) {
            Arrays.fill(row, 0);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < CONTEXT * EMBEDDING; j++) {
                int character = text[positions[begin + i] - CONTEXT + j / EMBEDDING];
                embeddingGradient[character][j % EMBEDDING] += hidden.inErrors[i][j];
            }
        }
        int at = 0;
        for (float[] row : gradientRows) {
            System.arraycopy(row, 0, gradient, at, row.length);
            at += row.length;
        }
    }

    /** The summed loss at some of the positions, in nats. */
    double loss(int[] positions, int begin, int end) {
        double sum = 0;
        for (int from = begin; from < end; from += guesses.length) {
            int n = Math.min(guesses.length, end - from);
            guess(positions, from, n);
            for (int i = 0; i < n; i++) {
                float probability = guesses[i][text[positions[from + i]]];
                sum -= Math.log(Math.max(probability, Float.MIN_NORMAL));
            }
        }
        return sum;
    }

    /** Sets guesses to the probability of each character, for n of the positions. */
    private void guess(int[] positions, int from, int n) {
        int at = 0;
        for (float[] row : weightRows) {
            System.arraycopy(weights, at, row, 0, row.length);
            at += row.length;
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < CONTEXT; c++) {
                float[] row = embedding[text[positions[from + i] - CONTEXT + c]];
                System.arraycopy(row, 0, hidden.in[i], c * EMBEDDING, EMBEDDING);
            }
        }
        hidden.forward(output.in, n);
        for (int i = 0; i < n; i++) {
            keepWherePositive(output.in[i], output.in[i]);
        }
        output.forward(guesses, n);
        for (int i = 0; i < n; i++) {
            softmax(guesses[i]);
        }
    }
}

/** A fully connected layer. Its last row of weights is the bias, as its last input is always 1. */
static final class Layer {
    final float[][] weights;
    final float[][] gradient;
    final float[][] in;
    final float[][] inErrors;
    final float[][] weightsTurned;
    final float[][] inTurned;

    Layer(int inputs, int outputs, int capacity) {
        weights = new float[inputs + 1][outputs];
        gradient = new float[inputs + 1][outputs];
        in = new float[capacity][inputs + 1];
        inErrors = new float[capacity][inputs];
        weightsTurned = new float[outputs][inputs];
        inTurned = new float[inputs + 1][capacity];
        for (float[] row : in) {
            row[inputs] = 1;
        }
    }

    void forward(float[][] out, int n) {
        multiply(in, n, weights, weights.length, out);
    }

    /** Computes the gradient and the errors of the inputs from those of the outputs. */
    void backward(float[][] errors, int n) {
        transpose(in, n, inTurned);
        multiply(inTurned, inTurned.length, errors, n, gradient);
        transpose(weights, weights.length - 1, weightsTurned);
        multiply(errors, n, weightsTurned, weightsTurned.length, inErrors);
    }
}

/** Sets product to the first m rows of a times the first n rows of b. */
static void multiply(float[][] a, int m, float[][] b, int n, float[][] product) {
    for (int i = 0; i < m; i++) {
        Arrays.fill(product[i], 0, b[0].length, 0);
        int k = 0;
        for (; k + 3 < n; k += 4) {
            addFourRows(product[i], a[i], b, k);
        }
        for (; k < n; k++) {
            addRow(product[i], a[i][k], b[k]);
        }
    }
}

/** The hottest loop. C2 vectorises it as each row is an array of its own, used from index 0. */
static void addFourRows(float[] sum, float[] factors, float[][] rows, int k) {
    float p = factors[k], q = factors[k + 1], r = factors[k + 2], s = factors[k + 3];
    float[] a = rows[k], b = rows[k + 1], c = rows[k + 2], d = rows[k + 3];
    for (int j = 0; j < a.length; j++) {
        sum[j] += p * a[j] + q * b[j] + r * c[j] + s * d[j];
    }
}

static void addRow(float[] sum, float factor, float[] row) {
    for (int j = 0; j < row.length; j++) {
        sum[j] += factor * row[j];
    }
}

/** Sets the columns of turned to the first n rows, leaving out what is too long. */
static void transpose(float[][] rows, int n, float[][] turned) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < turned.length; j++) {
            turned[j][i] = rows[i][j];
        }
    }
}

static void keepWherePositive(float[] values, float[] condition) {
    for (int j = 0; j < values.length; j++) {
        values[j] = condition[j] > 0 ? values[j] : 0;
    }
}

static void softmax(float[] row) {
    float max = Float.NEGATIVE_INFINITY;
    for (float x : row) {
        max = Math.max(max, x);
    }
    float sum = 0;
    for (int j = 0; j < row.length; j++) {
        row[j] = (float) Math.exp(row[j] - max);
        sum += row[j];
    }
    for (int j = 0; j < row.length; j++) {
        row[j] /= sum;
    }
}

/** The optimiser (Kingma and Ba, 2015). The schedule, from 1 down to 0, scales its rate. */
static final class Adam {
    final float[] mean;
    final float[] square;
    double meanBias = 1;
    double squareBias = 1;

    Adam(int n) {
        mean = new float[n];
        square = new float[n];
    }

    void update(float[] weights, float[] gradient, float schedule) {
        meanBias *= 0.9;
        squareBias *= 0.999;
        float rate = (float) (LEARNING_RATE * schedule / (1 - meanBias));
        float scale = (float) (1 / (1 - squareBias));
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i] / BATCH;
            mean[i] += 0.1f * (g - mean[i]);
            square[i] += 0.001f * (g * g - square[i]);
            weights[i] -= rate * mean[i] / ((float) Math.sqrt(scale * square[i]) + 1e-8f);
        }
    }
}

/** Measures; shows a bar where there is a terminal, and a line for each tenth elsewhere. */
static final class Progress {
    final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    final boolean shown;
    final int steps;
    int done;
    double loss;
    long nanos;
    long allreduceNanos;

    Progress(boolean shown, int steps) {
        this.shown = shown;
        this.steps = steps;
    }

    void stepDone(long stepNanos, long stepAllreduceNanos) {
        done++;
        nanos += stepNanos;
        allreduceNanos += stepAllreduceNanos;
    }

    /** Whether the last step went past one of so many equal parts of the way. */
    boolean passes(long parts) {
        return parts * done / steps > parts * (done - 1) / steps;
    }

    double allreduceShare() {
        return (double) allreduceNanos / nanos;
    }

    long charactersPerSecond() {
        return Math.round(1e9 * BATCH * done / nanos);
    }

    void show() {
        if (shown && passes(terminal ? 100 : 10)) {
            int percent = (int) (100L * done / steps);
            System.out.printf(
                    "[%-20s] %3d %%  held-out %.3f bits/char %,9d chars/s  allreduce %3.0f %%",
                    "#".repeat(percent / 5),
                    percent,
                    loss,
                    charactersPerSecond(),
                    100 * allreduceShare());
            System.out.print(terminal && done < steps ? "\r" : System.lineSeparator());
            System.out.flush();
        }
    }
}
