/// What one line of an event stream says.
enum Field {
  case blank
  case comment(ArraySlice<UInt8>)
  case data(ArraySlice<UInt8>)
  case event(ArraySlice<UInt8>)
  case id(ArraySlice<UInt8>)
  case retry(Int64)
  case ignored

  init(line: ArraySlice<UInt8>) {
    guard let first = line.first else {
      self = .blank
      return
    }
    let colon = UInt8(ascii: ":")
    if first == colon {
      self = .comment(line.dropFirst())
      return
    }
    // A line without a colon is a field name with an empty value.
    let nameEnd = line.firstIndex(of: colon) ?? line.endIndex
    let name = line[..<nameEnd]
    var value = line[nameEnd...].dropFirst()
    // Exactly one space belongs to the notation; any further ones belong to the value.
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }

    if name.elementsEqual("data".utf8) {
      self = .data(value)
    } else if name.elementsEqual("event".utf8) {
      self = .event(value)
    } else if name.elementsEqual("id".utf8) {
      self = value.contains(0) ? .ignored : .id(value)
    } else if name.elementsEqual("retry".utf8) {
      self = Self.milliseconds(value).map { .retry($0) } ?? .ignored
    } else {
      self = .ignored
    }
  }

  /// The number that ASCII digits make in base ten; `nil` for anything else, and for a number out of range.
  private static func milliseconds(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard !digits.isEmpty else { return nil }
    var result: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (shifted, overflowed) = result.multipliedReportingOverflow(by: 10)
      let (sum, overflowedAgain) = shifted.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if overflowed || overflowedAgain { return nil }
      result = sum
    }
    return result
  }
}
