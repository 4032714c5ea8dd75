package sluice.demo;

/**
 * One post: a message or an album.
 *
 * @param firstId the id of its first message in the source channel
 * @param members 1, or the size of the album
 * @param passes true if the filters of the watch let it pass
 * @param photo true for a photo with a caption; albums always are
 * @param shuffled true if the members of the album come out of order
 * @param repeated true if Telegram sends its last member twice
 */
record Item(Lane lane, int firstId, int members, boolean passes, boolean photo, boolean shuffled, boolean repeated) {

    boolean isAlbum() {
        return members > 1;
    }

    int lastId() {
        return firstId + members - 1;
    }

    /** The number of messages that must arrive because of it, over all hops. */
    int expected() {
        return passes ? members * lane.kind().hops() : 0;
    }
}
