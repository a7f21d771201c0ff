// Without the trait `Macros` there is nothing to test, and the target still has to build.
