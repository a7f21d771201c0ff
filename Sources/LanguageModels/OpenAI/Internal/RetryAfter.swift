internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How long a server asks to wait.
enum RetryAfter {
  /// The wait that the headers of a response ask for; `nil` if they do not, or make no sense.
  ///
  /// `Retry-After` is a number of seconds or a date
  /// ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-retry-after)). `retry-after-ms` is OpenAI's and Azure's more
  /// exact form. A date that has passed means no wait.
  static func duration(_ headers: HTTPHeaders) -> Duration? {
    if let text = headers.first(name: "retry-after-ms"), let milliseconds = number(text) {
      return .seconds(milliseconds / 1000)
    }
    guard let text = headers.first(name: "retry-after") else { return nil }
    if let seconds = number(text) { return .seconds(seconds) }
    guard let date = HTTPDate.seconds(text) else { return nil }
    // The server's own clock, where it tells the time, is the one its date was taken from.
    let now = headers.first(name: "date").flatMap { HTTPDate.seconds($0) } ?? Int(Date().timeIntervalSince1970)
    return .seconds(max(0, date - now))
  }

  /// A number in decimal digits, perhaps with a fraction, that is less than about 30 years in seconds.
  private static func number(_ text: String) -> Double? {
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    // Double also reads "nan", "inf", "-1" and "0x10".
    guard text.utf8.first.map(isDigit) == true, text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
      let value = Double(text), value < 1_000_000_000
    else { return nil }
    return value
  }
}
