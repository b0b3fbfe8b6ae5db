"""Stand-ins for what lies outside, held to the same contract tests as the real adapters."""
