package multikernel.runtime;

import multikernel.codec.Bytes;

/** What becomes of a part on its way: inside one node nothing, between nodes it is octets. */
interface RoundSeal {

    RoundSeal NONE = new RoundSeal() {
        @Override
        public Object sealed(Object part) {
            return part;
        }

        @Override
        public Object opened(Object sealed) {
            return sealed;
        }
    };

    /** Of barriers between nodes: nothing is handed in. */
    RoundSeal BARE = new RoundSeal() {
        @Override
        public Object sealed(Object part) {
            return new WidePart.Octets(Bytes.EMPTY);
        }

        @Override
        public Object opened(Object sealed) {
            return sealed;
        }
    };

    /**
     * @throws IllegalArgumentException if it is no message of the domain
     * @throws multikernel.codec.Unsendable if it cannot be encoded
     * @throws multikernel.link.TooLong if it takes more than {@link WidePart#PART_BYTES_MAX} bytes
     */
    Object sealed(Object part);

    Object opened(Object sealed);
}
