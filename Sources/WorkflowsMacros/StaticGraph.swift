#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// The graph of a workflow's events, as far as it can be read from the declaration's own syntax.
struct StaticGraph {
  struct Step {
    var name: String
    var accepts: [Mention]
    /// Whether they are named beside its parameter, which is what they have in common.
    var isAccepting: Bool
    /// Whether it takes them as a batch.
    var takesArray: Bool
    /// What it returns.
    var returns: [Mention]
    /// What it sends besides.
    var sends: [Mention]
    /// What it waits for in its body.
    var waits: [Mention]
    /// Those of what it returns that are in an array.
    var listed: [Mention]
    /// What it returns, and what it sends.
    var produces: [Mention]
    /// Whether it handles the failures of other steps, which nobody returns.
    var isHandler: Bool
    /// Whether its events may come from outside; also where that is not written out.
    var isExternal: Bool
    var skips: GraphSkips
    /// Who sees it, and may hence see what it mentions.
    var access: DeclarationAccess
    var isPrivate: Bool
    var node: Syntax
  }

  var workflow: String
  var steps: [Step]
  /// The checks that are waived for all steps.
  var skips: GraphSkips
  /// What `start:` and `stop:` say.
  var givenStart: Mention?
  var givenStop: Mention?
  /// Whether a run may end when nothing is left to do; also where that is not written out.
  var endsImplicitly: Bool
  var attribute: AttributeSyntax
  /// The groups of steps that it has beside its own.
  var groups: [GroupProperty] = []
  /// The methods that may have been meant to be steps.
  var unmarked: [UnmarkedMethod] = []

  // What is asked about for every step, and so is found once.

  /// What the steps take.
  private(set) var accepted: [Mention] = []
  /// What they return or send.
  private(set) var produced: [Mention] = []
  /// The start event, if it is certain which one it is.
  private(set) var start: Mention?
  /// The stop event, if it is certain which one it is.
  private(set) var stop: Mention?
  /// Those that may start a run and come from nowhere: one of them must be it, unless a step returns it to start anew.
  private(set) var startEntries: [Mention] = []
  /// Those that may stop a run and that nobody takes.
  private(set) var stopExits: [Mention] = []

  init(
    _ signatures: [StepSignature], workflow: String, arguments: MacroArguments, reader: TypeReader,
    attribute: AttributeSyntax
  ) {
    self.workflow = workflow
    self.attribute = attribute
    skips = arguments.skips
    givenStart =
      (arguments["start"] ?? nil).flatMap { reader.mention(ofMetatype: $0) } ?? reader.alias("StartEventType")
    givenStop = (arguments["stop"] ?? nil).flatMap { reader.mention(ofMetatype: $0) } ?? reader.alias("StopEventType")
    endsImplicitly = arguments["termination"].map { $0.memberName != "explicit" } ?? false
    steps = signatures.map { signature in
      let sends = signature.arguments.values("sends").compactMap { reader.mention(ofMetatype: $0) }
      let returns = signature.result.map { reader.outputs(of: $0) } ?? []
      return Step(
        name: signature.name,
        accepts: signature.accepting.isEmpty
          ? signature.triggers.flatMap { reader.inputs(of: $0.type) }
          : signature.accepting.compactMap { reader.mention(ofMetatype: $0) },
        isAccepting: !signature.accepting.isEmpty,
        takesArray: signature.triggers.contains { $0.type.bare.arrayElement(in: reader.scope) != nil },
        returns: returns,
        sends: sends,
        waits: signature.arguments.values("waits").compactMap { reader.mention(ofMetatype: $0) },
        listed: signature.result.map { reader.listed(in: $0) } ?? [],
        produces: returns + sends,
        isHandler: signature.isHandler,
        isExternal: signature.isHandler || signature.arguments["external"].map { $0.boolean ?? true } ?? false,
        skips: signature.arguments.skips,
        access: DeclarationAccess(signature.function.modifiers),
        isPrivate: signature.function.modifiers.first(.private, .fileprivate) != nil,
        node: Syntax(signature.function.name))
    }
    accepted = steps.flatMap(\.accepts)
    produced = steps.flatMap(\.produces)
    start = givenStart ?? accepted.with(.start).first
    stop = givenStop ?? produced.with(.stop).first
    let (taken, made) = (accepted.keys, produced.keys)
    startEntries = startCandidates.filter { !made.contains($0.key) }
    stopExits = stopCandidates.filter { !taken.contains($0.key) }
  }

  /// What is taken, be it in the middle of a step.
  var wanted: [Mention] { accepted + steps.flatMap(\.waits) }

  func isSkipped(_ check: String, _ step: Step? = nil) -> Bool {
    skips.contains(check) || (step?.skips.contains(check) ?? false)
  }

  /// The names of the types that the callers of the workflow see.
  var visibleTypes: [String] { [start?.key, stop?.key].compactMap(\.self) }

  /// Every problem that the names suggest.
  var questions: [Question] {
    startQuestions + stopQuestions + missingProducers + missingConsumers
      // How events go on within a group is not seen here.
      + (groups.isEmpty ? unreachable + deadEnds + missingArrays : [])
  }
}

extension [Mention] {
  /// Each type once, where it is first mentioned.
  var unique: [Mention] {
    var seen: Set<String> = []
    return filter { seen.insert($0.key).inserted }
  }

  var keys: Set<String> { Set(map(\.key)) }

  /// Those that may stand for the same type as a mention, although they are spelled differently.
  func aliases(of mention: Mention) -> [Question.Unless] {
    unique.filter { !($0.isCertain && mention.isCertain) }.map { .same(mention, $0) }
  }

  /// Those that may stand for events that cannot be seen here.
  var hiding: [Question.Unless] { unique.filter { $0.role == .unknown }.map { .hiding($0) } }

  func with(_ role: Role) -> [Mention] { filter { $0.role == role }.unique }
}

extension TypeReader {
  /// What a typealias of the workflow stands for, if it has one of that name.
  func alias(_ name: String) -> Mention? { nested.aliases[name].flatMap { outputs(of: $0).first } }
}
#endif
