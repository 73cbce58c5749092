package mpi;

import org.tutti.ObjectRequest;

/** A receive of objects: when the program learns that it is done they are put into its array. */
final class ObjectReceive extends Request {
    private final ObjectRequest<Object[]> request;
    private final ObjectItems items;

    ObjectReceive(ObjectRequest<Object[]> request, Comm comm, ObjectItems items) {
        super(request, comm);
        this.request = request;
        this.items = items;
    }

    @Override
    Status statusOf(org.tutti.Status outcome) {
        Object[] objects = request.object();
        return new Status(outcome).ofObjects(objects == null ? 0 : items.put(objects));
    }

    @Override
    Status known() {
        org.tutti.Status outcome = request.status();
        if (outcome == null || outcome.error() != null) {
            return Status.of(outcome);
        }
        Object[] objects = request.object();
        return new Status(outcome).ofObjects(objects == null ? 0 : objects.length);
    }
}
