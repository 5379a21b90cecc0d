// Package kubernetai serves several clusters from one server block: one kubernetes plugin after the other.
//
// It stands in for github.com/coredns/kubernetai, which the Go module registry does not have. All answers are made by the real
// kubernetes plugin; this package only reads the stanzas and chains them, as the README of kubernetai and its setup describe: each stanza
// has the following one as its next plugin, and the last one the next plugin of the block.
package kubernetai

import (
	"context"
	"slices"

	"github.com/coredns/caddy"
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/plugin"
	"github.com/coredns/coredns/plugin/kubernetes"
	"github.com/coredns/coredns/request"
	"github.com/miekg/dns"
)

// Name is the word that begins each stanza.
const Name = "kubernetai"

// Register makes the plugin known, right before kubernetes. It must run before the server starts.
func Register() {
	at := slices.Index(dnsserver.Directives, "kubernetes")
	dnsserver.Directives = slices.Insert(dnsserver.Directives, at, Name)
	plugin.Register(Name, setup)
}

type chain struct {
	stanzas    []*kubernetes.Kubernetes
	hostSearch []string
}

func (c chain) Name() string { return Name }

func (c chain) ServeDNS(ctx context.Context, w dns.ResponseWriter, r *dns.Msg) (int, error) {
	return c.stanzas[0].ServeDNS(ctx, w, r)
}

// AutoPath is the search list of the pod that asks, for the plugin autopath: nil unless the name is in some stanza's zone and every
// stanza's cluster knows a pod of that address. The zones of the last stanza come first.
func (c chain) AutoPath(state request.Request) []string {
	concerned := func(stanza *kubernetes.Kubernetes) bool {
		return plugin.Zones(stanza.Zones).Matches(state.Name()) != ""
	}
	if !slices.ContainsFunc(c.stanzas, concerned) {
		return nil
	}
	list := append(slices.Clone(c.hostSearch), "")
	for _, stanza := range c.stanzas {
		pods := stanza.APIConn.PodIndex(state.IP())
		if len(pods) == 0 {
			return nil
		}
		for _, zone := range stanza.Zones {
			below := plugin.Name(zone).Normalize()
			if below == "." {
				below = ""
			}
			list = append([]string{pods[0].Namespace + ".svc." + below, "svc." + below, zone}, list...)
		}
	}
	return list
}

func setup(c *caddy.Controller) error {
	served := chain{hostSearch: hostSearch()}
	for c.Next() {
		stanza, err := kubernetes.ParseStanza(c)
		if err != nil {
			return plugin.Error(Name, err)
		}
		if err := watch(c, stanza); err != nil {
			return plugin.Error(Name, err)
		}
		served.stanzas = append(served.stanzas, stanza)
	}
	for at := 1; at < len(served.stanzas); at++ {
		served.stanzas[at-1].Next = served.stanzas[at]
	}
	dnsserver.GetConfig(c).AddPlugin(func(next plugin.Handler) plugin.Handler {
		served.stanzas[len(served.stanzas)-1].Next = next
		return served
	})
	return nil
}

func hostSearch() []string {
	config, err := dns.ClientConfigFromFile("/etc/resolv.conf")
	if err != nil {
		return nil
	}
	plugin.Zones(config.Search).Normalize()
	return config.Search
}

// watch lets a stanza follow its API server from start to end.
func watch(c *caddy.Controller, stanza *kubernetes.Kubernetes) error {
	onStart, onShutdown, err := stanza.InitKubeCache(context.Background())
	if err != nil {
		return err
	}
	if onStart != nil {
		c.OnStartup(onStart)
	}
	if onShutdown != nil {
		c.OnShutdown(onShutdown)
	}
	return nil
}
