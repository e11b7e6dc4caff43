package multikernel.workload;

import java.util.List;

/**
 * A row of TPC-W's ITEM table with the author it names.
 *
 * @param published a date, {@code 2001-02-28}
 * @param related numbers of five other items
 * @param srpCents suggested retail price
 */
public record Item(
        long id,
        String title,
        Author author,
        String published,
        String publisher,
        String subject,
        String description,
        List<Long> related,
        long srpCents,
        long costCents,
        String available,
        int stock,
        String isbn,
        int pages,
        String backing,
        String dimensions) {

    public record Author(long id, String first, String middle, String last) {

        String fullName() {
            return first + " " + (middle.isEmpty() ? "" : middle + " ") + last;
        }
    }

    public Item {
        related = List.copyOf(related);
    }
}
