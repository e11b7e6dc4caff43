package multikernel.metrics;

import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import kamon.metric.Distribution;
import kamon.metric.Instrument;
import kamon.metric.Metric;
import kamon.metric.MetricSnapshot;
import kamon.metric.PeriodSnapshot;
import kamon.module.MetricReporter;
import kamon.prometheus.PrometheusSettings;
import kamon.prometheus.ScrapeDataBuilder;
import kamon.tag.TagSet;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The text that Prometheus reads, made anew from each of Kamon's snapshots. Kamon's own reporter keeps a series for
 * five years after it was removed; this one keeps the totals of exactly the series that a snapshot still has.
 *
 * <p>Kamon's ticker reports, one snapshot after another; a scrape reads the latest text.
 */
final class Scrape implements MetricReporter {

    private final Text text;
    private Config config;
    private Map<String, Map<TagSet, Object>> totals = new HashMap<>();

    /** Where the text is left for those who scrape; written by the ticker, read by the server. */
    interface Text {
        void is(String text);
    }

    Scrape(Config config, Text text) {
        this.config = config;
        this.text = text;
    }

    @Override
    public void reportPeriodSnapshot(PeriodSnapshot snapshot) {
        var next = new HashMap<String, Map<TagSet, Object>>();
        var settings = PrometheusSettings.readSettings(config.getConfig("kamon.prometheus"));
        var builder = new ScrapeDataBuilder(settings, PrometheusSettings.environmentTags(settings));
        builder.appendCounters(added(snapshot.counters(), next, (was, now) -> (Long) was + (Long) now));
        builder.appendGauges(snapshot.gauges());
        BinaryOperator<Distribution> merge = Distribution::merge;
        builder.appendHistograms(added(snapshot.histograms(), next, merge));
        builder.appendHistograms(added(snapshot.timers(), next, merge));
        builder.appendHistograms(added(snapshot.rangeSamplers(), next, merge));
        totals = next;
        text.is(builder.build());
    }

    /** What a snapshot counted since the last one, on top of what was counted before. */
    private <S extends Metric.Settings, V> Seq<MetricSnapshot<S, V>> added(
            Seq<MetricSnapshot<S, V>> metrics, Map<String, Map<TagSet, Object>> next, BinaryOperator<V> sum) {
        return seq(CollectionConverters.asJava(metrics).stream()
                .map(metric -> new MetricSnapshot<>(
                        metric.name(),
                        metric.description(),
                        metric.settings(),
                        seq(CollectionConverters.asJava(metric.instruments()).stream()
                                .map(series -> added(metric.name(), series, next, sum))
                                .toList())))
                .toList());
    }

    @SuppressWarnings("unchecked") // A metric's name stands for one type of value as long as the process lives.
    private <V> Instrument.Snapshot<V> added(
            String metric,
            Instrument.Snapshot<V> series,
            Map<String, Map<TagSet, Object>> next,
            BinaryOperator<V> sum) {
        var was = (V) totals.getOrDefault(metric, Map.of()).get(series.tags());
        var total = was == null ? series.value() : sum.apply(was, series.value());
        next.computeIfAbsent(metric, any -> new HashMap<>()).put(series.tags(), total);
        return new Instrument.Snapshot<>(series.tags(), total);
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    @Override
    public void reconfigure(Config changed) {
        config = changed;
    }

    @Override
    public void stop() {}
}
