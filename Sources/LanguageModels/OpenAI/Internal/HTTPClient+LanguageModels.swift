internal import AsyncHTTPClient
internal import NIOCore

extension HTTPClient {
  /// The client of all models that are given none.
  ///
  /// It lives as long as the process.
  static let languageModels: HTTPClient = {
    var configuration = HTTPClient.Configuration()
    // A model may think for minutes before it answers. What is too long, `OpenAI.Timeouts` says.
    configuration.timeout = Timeout(connect: .seconds(10))
    // Otherwise a server that does not run would be reported only when the time to respond is over.
    configuration.connectionPool.retryConnectionEstablishment = false
    // Eight is the default, and a ninth answer would wait until one of the others has ended. How many there are at once
    // is for the workflow to say.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
    // A redirected POST becomes a GET in most cases, and an API key is for the server it was given for.
    configuration.redirectConfiguration = .disallow
    return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
  }()

  private typealias Timeout = HTTPClient.Configuration.Timeout
}
