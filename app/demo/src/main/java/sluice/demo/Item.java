package sluice.demo;

/**
 * One post: a message or an album.
 *
 * @param lane the lane of its source channel
 * @param firstId the id of its first message there
 * @param members 1, or the size of the album
 * @param passes whether the watch lets it pass
 * @param photo whether it is a photo with a caption; albums always are
 * @param shuffled whether the members of the album come out of order
 * @param repeated whether Telegram tells of its last member twice
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
