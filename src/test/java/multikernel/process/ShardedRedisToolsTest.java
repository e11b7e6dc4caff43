package multikernel.process;

/** The same where the keys are split over eight partitions. */
class ShardedRedisToolsTest extends RedisToolsTest {

    @Override
    int shards() {
        return 8;
    }
}
