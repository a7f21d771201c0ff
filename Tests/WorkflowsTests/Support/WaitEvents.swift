import Workflows

// What the tests of waits wait for, and what they say that they want.

struct Reply: HumanResponseEvent, Hashable { var order: Int; var text = "" }
struct Prompt: InputRequiredEvent, Hashable { var order: Int }
