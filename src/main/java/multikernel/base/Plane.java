package multikernel.base;

/** Which of a pair's two channels: monitors talk on control, applications on data; control is never behind data. */
public enum Plane {
    CONTROL,
    DATA;

    public String word() {
        return Words.of(this);
    }
}
