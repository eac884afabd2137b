package dev.cleave.cli.report;

import dev.cleave.cli.report.ModuleReadiness.Heard;
import dev.cleave.cli.report.ModuleReadiness.Told;
import dev.cleave.cli.report.Ranking.Candidate;
import dev.cleave.verify.CodeFacts;
import dev.cleave.verify.ModuleFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report: modules in the order in which to take them out.
 *
 * @param notes what the report could not look at, and how to let it
 * @param bindings what predictions are made from
 * @param recording from which the rates are; {@code null} without one
 */
public record Readiness(
    List<String> notes, BindingTable bindings, Recorded recording, List<ModuleReadiness> modules) {

  /** What was recorded, in short. */
  public record Recorded(String started, double seconds, long requests, List<String> processes) {}

  /**
   * What a report is made from.
   *
   * @param recordings newest first; rates are from the newest
   * @param data by module; empty without a database
   * @param extractions by module
   */
  public record Sources(
      CodeFacts code,
      SourceTree tree,
      BindingTable bindings,
      List<Recording> recordings,
      Map<String, ModuleData> data,
      Map<String, Extraction> extractions,
      List<String> notes) {

    Optional<Recording> recording() {
      return recordings.stream().findFirst();
    }
  }

  /** Works everything out. */
  public static Readiness of(Sources sources) {
    List<CallRow> rows =
        CallRow.join(
            sources.code().modules().stream().flatMap(m -> m.calls().stream()).toList(),
            sources.recording(),
            sources.tree());
    Blockers blockers = new Blockers(sources.code(), sources.tree());
    List<Candidate> candidates = new ArrayList<>();
    for (ModuleFacts module : sources.code().modules()) {
      List<CallRow> touching = touching(module.module(), rows);
      candidates.add(
          new Candidate(
              module.module(),
              blockers.isEventsOnly(module),
              blockers.joinedFrom(module),
              findings(module, touching, blockers, sources),
              touching,
              sources.recording().isPresent()));
    }
    List<ModuleReadiness> modules = new ArrayList<>();
    for (Ranking.Place place : Ranking.of(candidates)) {
      Candidate candidate =
          candidates.stream()
              .filter(one -> one.module().equals(place.module()))
              .findFirst()
              .orElseThrow();
      modules.add(module(place, modules.size() + 1, candidate, sources));
    }
    return new Readiness(sources.notes(), sources.bindings(), recorded(sources), modules);
  }

  /** With one module alone. */
  public Readiness only(String module) {
    return new Readiness(
        notes,
        bindings,
        recording,
        modules.stream().filter(one -> one.module().equals(module)).toList());
  }

  private static List<Finding> findings(
      ModuleFacts module, List<CallRow> touching, Blockers blockers, Sources sources) {
    return Stream.of(
            blockers.of(module),
            Blockers.recorded(touching),
            Optional.ofNullable(sources.data().get(module.module()))
                .map(ModuleData::findings)
                .orElse(List.of()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<CallRow> touching(String module, List<CallRow> rows) {
    return rows.stream()
        .filter(row -> row.from().equals(module) || row.to().equals(module))
        .toList();
  }

  private static ModuleReadiness module(
      Ranking.Place place, int position, Candidate candidate, Sources sources) {
    String name = place.module();
    ModuleFacts facts =
        sources.code().modules().stream()
            .filter(one -> one.module().equals(name))
            .findFirst()
            .orElseThrow();
    return new ModuleReadiness(
        name,
        position,
        place.points(),
        place.reasons(),
        candidate.findings(),
        candidate.calls().stream().filter(row -> row.to().equals(name)).toList(),
        candidate.calls().stream().filter(row -> row.from().equals(name)).toList(),
        facts.listeners().stream().map(listening -> heard(listening, sources.tree())).toList(),
        facts.published().stream().map(event -> told(event, sources.code())).toList(),
        sources.data().get(name),
        Prediction.of(name, sources.bindings(), sources.recording()),
        sources.extractions().get(name),
        Comparison.of(name, sources.bindings(), sources.recording(), sources.recordings()));
  }

  private static Heard heard(ModuleFacts.Listening listening, SourceTree tree) {
    return new Heard(
        listening.subscription(),
        listening.event(),
        listening.publisher(),
        tree.place(listening.listener()));
  }

  private static Told told(ModuleFacts.Published event, CodeFacts code) {
    return new Told(
        event.event(),
        event.publishers(),
        code.modules().stream()
            .flatMap(module -> module.listeners().stream())
            .filter(listening -> listening.event().equals(event.event()))
            .map(ModuleFacts.Listening::subscription)
            .toList());
  }

  private static Recorded recorded(Sources sources) {
    return sources
        .recording()
        .map(
            recording ->
                new Recorded(
                    recording.started(),
                    recording.seconds(),
                    recording.requests(),
                    recording.processes().stream().map(Recording.Recorded::process).toList()))
        .orElse(null);
  }
}
