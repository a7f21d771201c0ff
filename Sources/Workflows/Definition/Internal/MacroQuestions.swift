// Questions that a macro has and only the type checker can answer.
//
// A macro sees names. Whether `Approval`, declared in another file, is a `HumanResponseEvent`, whether `J` is another
// name of `Joke`, and whether `Review` is a union, it cannot know. So it writes the problem that it suspects down as a
// question, with everything that would make it none:
//
//     let q0 = Workflows._Question.open
//     let q1 = q0.unlessHumanResponse(Approval.self)
//     _ = #_check(q1, "step 'grade' takes 'Approval', but no step of 'JokeFlow' produces it")
//
// Each `unless` has two overloads, of which the type checker takes the more particular one that applies: it settles
// the question, or leaves it open. `#_check` has two overloads too: of a settled question it is nothing, and of an
// open one it is a macro that does nothing but to report the message as it stands. (An unavailable function would
// report it as well, behind the words "'…' is unavailable:".)
#if Macros
/// Where a question begins.
public enum _Question {
  /// A suspicion that nothing has settled so far.
  public static var open: _OpenQuestion { _OpenQuestion() }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// A suspicion that nothing has settled so far.
public struct _OpenQuestion {
  public func unlessStart<E: StartEvent>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessStart<E>(_: E.Type) -> Self { self }

  public func unlessNotStart<E: StartEvent>(_: E.Type) -> Self { self }
  @_disfavoredOverload public func unlessNotStart<E>(_: E.Type) -> _SettledQuestion { .init() }

  public func unlessStop<E: StopEvent>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessStop<E>(_: E.Type) -> Self { self }

  /// A ``TerminationEvent`` is none here: `#_returned` reports it.
  public func unlessNotStop<E: StopEvent>(_: E.Type) -> Self { self }
  public func unlessNotStop<E: TerminationEvent>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessNotStop<E>(_: E.Type) -> _SettledQuestion { .init() }

  public func unlessInputRequired<E: InputRequiredEvent>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessInputRequired<E>(_: E.Type) -> Self { self }

  public func unlessHumanResponse<E: HumanResponseEvent>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessHumanResponse<E>(_: E.Type) -> Self { self }

  /// No event by itself: a union, whose events the macro does not see, or something that `#_taken` reports.
  public func unlessNoEvent<E: Event>(_: E.Type) -> Self { self }
  @_disfavoredOverload public func unlessNoEvent<E>(_: E.Type) -> _SettledQuestion { .init() }

  /// A union, or another name of an optional or an array: it stands for events that the macro does not see.
  public func unlessHiding<E: StepOutput>(_: E.Type) -> _SettledQuestion { .init() }
  public func unlessHiding<E: Event>(_: E.Type) -> Self { self }
  @_disfavoredOverload public func unlessHiding<E>(_: E.Type) -> Self { self }

  public func unlessNotHiding<E: StepOutput>(_: E.Type) -> Self { self }
  public func unlessNotHiding<E: Event>(_: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessNotHiding<E>(_: E.Type) -> _SettledQuestion { .init() }

  public func unlessSame<E>(_: E.Type, _: E.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessSame<A, B>(_: A.Type, _: B.Type) -> Self { self }

  /// A stop event that needs no value.
  public func unlessImplicit(_: Stop<Nothing>.Type) -> _SettledQuestion { .init() }
  public func unlessImplicit<Value>(_: Stop<Value?>.Type) -> _SettledQuestion { .init() }
  @_disfavoredOverload public func unlessImplicit<E>(_: E.Type) -> Self { self }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// A suspicion that turned out to be none; it stays settled.
public struct _SettledQuestion {
  public func unlessStart<E>(_: E.Type) -> Self { self }
  public func unlessNotStart<E>(_: E.Type) -> Self { self }
  public func unlessStop<E>(_: E.Type) -> Self { self }
  public func unlessNotStop<E>(_: E.Type) -> Self { self }
  public func unlessInputRequired<E>(_: E.Type) -> Self { self }
  public func unlessHumanResponse<E>(_: E.Type) -> Self { self }
  public func unlessNoEvent<E>(_: E.Type) -> Self { self }
  public func unlessHiding<E>(_: E.Type) -> Self { self }
  public func unlessNotHiding<E>(_: E.Type) -> Self { self }
  public func unlessSame<A, B>(_: A.Type, _: B.Type) -> Self { self }
  public func unlessImplicit<E>(_: E.Type) -> Self { self }
}

// A problem that turned out to be none is `#line`, which the compiler expands by itself, without asking the plugin.

/// Nothing.
@freestanding(expression)
public macro _check(_ question: _SettledQuestion, _ message: StaticString) -> Int = #line

/// Reports a problem.
@freestanding(expression)
public macro _check(_ question: _OpenQuestion, _ message: StaticString) -> Int =
  #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")

// The types that a step mentions and that the macro does not know. With `besides:`, which is the event that the run
// starts or stops with, another such event is reported too.

/// What a step may take.
@freestanding(expression)
public macro _taken<E: StepInput, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ endsRun: StaticString, _ noEvent: StaticString
) -> Int = #line

/// Another name of the start event.
@freestanding(expression)
public macro _taken<E: StartEvent>(
  _ type: E.Type, besides: E.Type, _ second: StaticString, _ endsRun: StaticString, _ noEvent: StaticString
) -> Int = #line

/// Reports a second start event.
@freestanding(expression)
public macro _taken<E: StartEvent, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ endsRun: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")

/// Reports a step that takes an event that ends the run.
@freestanding(expression)
public macro _taken<E: StopEvent, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ endsRun: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "SecondProblemMacro")

/// Reports a step that takes what is no event.
@freestanding(expression)
public macro _taken<E, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ endsRun: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "ThirdProblemMacro")

/// What a step may return.
@freestanding(expression)
public macro _returned<E: StepOutput, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #line

/// Nothing, by another name.
@freestanding(expression)
public macro _returned<S>(
  _ type: Void.Type, besides: S.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #line

/// Another name of the stop event.
@freestanding(expression)
public macro _returned<E: StopEvent>(
  _ type: E.Type, besides: E.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #line

/// Reports a second stop event.
@freestanding(expression)
public macro _returned<E: StopEvent, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")

/// Reports a step that returns an event that only the runtime makes.
@freestanding(expression)
public macro _returned<E: TerminationEvent, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "SecondProblemMacro")

/// Reports a step that returns what is no event.
@freestanding(expression)
public macro _returned<E, S>(
  _ type: E.Type, besides: S.Type, _ second: StaticString, _ terminates: StaticString, _ noEvent: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "ThirdProblemMacro")

/// What may be the one event of a union's case.
@freestanding(expression)
public macro _carried<E: StepInput & StepOutput>(_ type: E.Type, _ noEvent: StaticString) -> Int = #line

/// Reports a case that carries something else.
@freestanding(expression)
public macro _carried<E>(_ type: E.Type, _ noEvent: StaticString) -> Int =
  #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")
#endif
