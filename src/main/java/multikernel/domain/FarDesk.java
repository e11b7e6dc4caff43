package multikernel.domain;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;

/** The operator's capabilities between this node and others: what it has named to them, and what it holds of theirs. */
public interface FarDesk {

    /** Of a node that has joined nobody: nothing is named, and there is nobody to name it to. */
    FarDesk ALONE = new FarDesk() {

        @Override
        public CompletionStage<FarReading> reading() {
            return CompletableFuture.completedStage(FarReading.NONE);
        }

        @Override
        public CompletionStage<Answer> copy(Held held, String node, CoreId core) {
            return CompletableFuture.completedStage(refused(Refusal.NO_SUCH_NODE, node));
        }

        @Override
        public CompletionStage<Answer> ask(FarRef ref, FarRequest request) {
            return CompletableFuture.completedStage(refused(Refusal.NO_SUCH_CAPABILITY, ref.toString()));
        }

        @Override
        public CompletionStage<Answer> delete(FarRef ref) {
            return CompletableFuture.completedStage(refused(Refusal.NO_SUCH_CAPABILITY, ref.toString()));
        }

        @Override
        public CompletionStage<Answer> letGo(ObjectId object, Optional<Anchor> anchor) {
            return CompletableFuture.completedStage(new Answer(NOBODYS, 0, FarResult.DONE));
        }
    };

    /** Of what was refused before anybody was asked. */
    OperationId NOBODYS = new OperationId(CoreId.of(0), 0, 0);

    CompletionStage<FarReading> reading();

    /** Names a copy to a core of another node, with all the rights that it carries. */
    CompletionStage<Answer> copy(Held held, String node, CoreId core);

    /** Something that home does with what this node holds. */
    CompletionStage<Answer> ask(FarRef ref, FarRequest request);

    /** Lets go of something that this node holds. */
    CompletionStage<Answer> delete(FarRef ref);

    /**
     * Home refuses what was named of an object once this is answered.
     *
     * @param anchor whose names end; all of the object's if empty
     */
    CompletionStage<Answer> letGo(ObjectId object, Optional<Anchor> anchor);

    /** @param micros from when it was asked until it was answered, on this node */
    record Answer(OperationId operation, long micros, FarResult result) {}

    static Answer refused(Refusal why, String detail) {
        return new Answer(NOBODYS, 0, new FarResult.Refused(why, detail));
    }
}
