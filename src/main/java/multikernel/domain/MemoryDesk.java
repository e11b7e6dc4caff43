package multikernel.domain;

import java.util.List;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;

/**
 * The node's memory as its operator uses it: the tables of the domain {@code operator}, which is given the node's RAM
 * at boot and is bound by rights as every domain is.
 */
public interface MemoryDesk {

    /** The domain whose tables are meant. */
    String OPERATOR = "operator";

    /** Every copy in the operator's tables, by core and address. */
    CompletionStage<List<CapabilityReading>> capabilities();

    /** RAM into the operator's table on this core. */
    CompletionStage<Answer> allocate(CoreId core, long bytes);

    /**
     * One operation on one copy. Refused as no such capability where the slot has come to hold another object.
     *
     * @param request on the copy's own address
     */
    CompletionStage<Answer> ask(Held held, Request request);

    /** Bytes of the frame through the view that this core has of it, on its thread. */
    CompletionStage<Read> read(Held held, CoreId core, long offset, int bytes);

    CompletionStage<Outcome> write(Held held, CoreId core, long offset, byte[] bytes);

    /** What goes to other nodes and comes from them. */
    FarDesk far();

    /** @param placed what the operation made, or for identify what there is */
    record Answer(Outcome outcome, List<Placed> placed) {

        public Answer {
            placed = List.copyOf(placed);
        }
    }

    /** @param bytes none where the outcome is a refusal */
    record Read(Outcome outcome, byte[] bytes) {}
}
