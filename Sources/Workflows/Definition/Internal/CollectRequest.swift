/// What `collectEvents` waits for.
@usableFromInline
package struct CollectRequest: Sendable {
  /// The types wanted, each as often as it is wanted; for one type alone, a count.
  package enum Wanted: Sendable {
    case count(any Event.Type, Int)
    case each([any Event.Type])
  }

  package var wanted: Wanted
  /// Tells apart several collections of one step.
  package var bufferID: String
}
