package multikernel.base;

/** How an operation ended for the one who asked. */
public sealed interface Outcome {

    /** @param micros the time the operation took inside the kernel */
    record Done(OperationId operation, long micros) implements Outcome {}

    /** @param detail what exactly was refused, for a person; may be empty */
    record Refused(Refusal refusal, String detail) implements Outcome {}
}
