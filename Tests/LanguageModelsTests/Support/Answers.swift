/// What a server writes, spelled out.
enum Answers {
  static func whole(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
    let head = ["HTTP/1.1 \(status)", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"] + headers
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// The head of a stream in chunked encoding.
  static let streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// One chunk of chunked encoding.
  static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  /// The end of chunked encoding.
  static let streamEnd = "0\r\n\r\n"

  /// A stream of one chunk of chunked encoding for each text, and its end.
  static func stream(_ texts: [String]) -> String {
    streamHead + texts.map(chunk).joined() + streamEnd
  }

  /// An event that adds text to the answer.
  static func text(_ text: String) -> String {
    #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"# + "\n\n"
  }

  /// The event that ends an answer.
  static func finish(_ reason: String = "stop") -> String {
    #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"# + "\n\n"
  }

  static let done = "data: [DONE]\n\n"

  /// A chat completion.
  static func completion(_ text: String) -> String {
    #"{"choices":[{"index":0,"message":{"role":"assistant","content":"\#(text)"},"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}"#
  }
}
