/// Places that are taken and given back, each known by its index.
///
/// Taking and giving back cost a constant; the place given back last is taken first. The first place is stored in line,
/// so that what needs no more than one, such as a run whose steps follow each other, allocates nothing.
package struct Slab<Element> {
  fileprivate struct Place {
    var element: Element?
    /// The place that is free after this one, while this one is; -1 for none.
    var nextFree: Int32 = -1
  }

  private var first = Place()
  private var others: [Place] = []
  private var firstFree: Int32 = 0
  /// How many places are taken.
  package private(set) var count = 0

  package init() {}

  @inline(__always)
  package var isEmpty: Bool { count == 0 }

  /// One more than the highest index that was ever taken.
  @inline(__always)
  package var end: Int { others.count + 1 }

  /// What is in a place; `nil` if it is free, or not there at all.
  @inline(__always)
  package subscript(index: Int) -> Element? {
    if index == 0 { return first.element }
    return index <= others.count ? others[index - 1].element : nil
  }

  /// Changes what is in a place; does nothing if it is free, or not there at all.
  ///
  /// A function, because an accessor that yields one of two places allocates memory for its own.
  @inline(__always)
  package mutating func update(_ index: Int, _ change: (inout Element) -> Void) {
    if index == 0 {
      if first.element != nil { change(&first.element!) }
    } else if index <= others.count, others[index - 1].element != nil {
      change(&others[index - 1].element!)
    }
  }

  /// Takes a place; returns its index.
  @inline(__always)
  package mutating func insert(_ element: consuming Element) -> Int {
    count += 1
    if firstFree < 0 {
      others.append(Place(element: element))
      return others.count
    }
    let index = Int(firstFree)
    if index == 0 {
      firstFree = first.nextFree
      first.element = element
    } else {
      firstFree = others[index - 1].nextFree
      others[index - 1].element = element
    }
    return index
  }

  /// Gives a place back; returns what was in it, or `nil` if it was free.
  @inline(__always)
  package mutating func remove(at index: Int) -> Element? {
    let element: Element
    if index == 0 {
      guard let first = first.element.take() else { return nil }
      element = first
      self.first.nextFree = firstFree
    } else {
      guard index <= others.count, let other = others[index - 1].element.take() else { return nil }
      element = other
      others[index - 1].nextFree = firstFree
    }
    firstFree = Int32(truncatingIfNeeded: index)
    count -= 1
    return element
  }

  /// The first index of an element that is such, found without copying any.
  package func firstIndex(where isSuch: (borrowing Element) -> Bool) -> Int? {
    func has(_ place: borrowing Place) -> Bool {
      switch place.element {
      case .some(let element): isSuch(element)
      case .none: false
      }
    }
    if has(first) { return 0 }
    for index in others.indices where has(others[index]) { return index + 1 }
    return nil
  }

  /// The elements with their indices, in the order of these.
  package var elements: some Sequence<(index: Int, element: Element)> {
    (0..<end).lazy.compactMap { index in self[index].map { (index, $0) } }
  }
}

extension Slab: Sendable where Element: Sendable {}
extension Slab.Place: Sendable where Element: Sendable {}
