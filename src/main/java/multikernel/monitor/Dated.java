package multikernel.monitor;

import multikernel.base.CoreId;

/** A message with what its receiver checks of every one: which start of which core sent it, and in which view. */
public interface Dated {

    CoreId from();

    int incarnation();

    long view();
}
