// Command links reads a list of share links as mihomo does, and prints in JSON what mihomo takes them for.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/metacubex/mihomo/common/convert"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	list, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	proxies, err := convert.ConvertsV2Ray(list)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(proxies)
}
