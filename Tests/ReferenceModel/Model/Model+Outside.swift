extension Model {
  /// The person sends the next early answer, or reads the next event of the stream and reacts to it.
  mutating func doNextThingOutside() {
    let outside = program.outside
    if sent < outside.early.count {
      let answer = outside.early[sent]
      // Early answers come one after the other, and before the person reacts to anything.
      let arrival = Arrival(source: .outside(index: sent), time: time, causes: Causes())
      route(.answer(answer.number), answer.value, arrival)
      sent += 1
      return
    }
    let event = stream[read]
    read += 1
    var causes = executions[event.by].causesOnceBegun(event.by)
    if event.written.question != nil { causes = executions[event.by].causesOnceDone(event.by) }
    if outside.cancel == .afterStreamEvents(count: read) {
      end(.cancelled, after: causes)
      // Had this event come earlier, the person would have reacted to it.
      guard goesOn else { return }
    }
    guard outside.answers, let question = event.written.question else { return }
    let arrival = Arrival(source: .execution(event.by, index: 0), time: time, causes: causes)
    route(.answer(question.number), question.value + 1, arrival)
  }
}
