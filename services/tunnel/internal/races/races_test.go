package races

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

const raceOnPurpose = "VORTEX_TEST_RACES_ON_PURPOSE"

func TestMain(m *testing.M) {
	SetAside()
	if os.Getenv(raceOnPurpose) != "" {
		shared, done := 0, make(chan struct{})
		go func() {
			shared++
			close(done)
		}()
		shared++
		<-done
		return
	}
	os.Exit(m.Run())
}

func TestARaceOfOursFailsAProgramThatLooksPastThoseOfXray(t *testing.T) {
	if !Seen {
		t.Log("nobody looks for races")
		return
	}
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), raceOnPurpose+"=1")
	said, err := program.CombinedOutput()
	const exitOfRaces = 66
	if program.ProcessState.ExitCode() != exitOfRaces || !strings.Contains(string(said), "DATA RACE") {
		t.Errorf("it ended with %v and said %q", err, said)
	}
}

// What runs below a function that is named is looked past too, so each line is one function of Xray's.
func TestNoMoreThanSingleFunctionsOfXrayAreLookedPast(t *testing.T) {
	listed, err := os.ReadFile("upstream.txt")
	if err != nil {
		t.Fatal(err)
	}
	function := regexp.MustCompile(`^race:\^github\.com/xtls/[a-z/-]+\.(\(\*\w+\)\.)?\w+\$$`)
	for line := range strings.Lines(string(listed)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !function.MatchString(line) {
			t.Errorf("%q", line)
		}
	}
}
